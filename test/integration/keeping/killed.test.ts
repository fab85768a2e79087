import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptFile, placeOf } from '../../../src/archive.ts';
import { openClinic } from '../../../src/app.ts';
import { backUpData, erasePatientData, reanalyseData, restoreData, sealData, verifyData } from '../../../src/keeping.ts';
import type { StoredAnalysis } from '../../../src/model/index.ts';
import type { Stores } from '../../../src/store/open.ts';
import { migrations } from '../../../src/store/sqlite/migrations/index.ts';
import { openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { SqliteRecordStore } from '../../../src/store/sqlite/recordStore.ts';
import { contentOf, copyOf, fillClinic, ownFolder, withStores } from './clinicFolder.ts';

const quiet = (): void => {};
let root: string;
let clinic: string;
/** Below node_modules, where it finds its packages. */
const script = join(import.meta.dirname, `../../../node_modules/.cache/surefoot-killable-${process.pid}.mjs`);
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'surefoot-killed-'));
  clinic = join(root, 'clinic');
  await fillClinic(clinic, 3);
  // Started dozens of times: in one file, and translated once.
  buildSync({ entryPoints: [join(import.meta.dirname, 'children/killable.ts')], outfile: script, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' });
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  await rm(script, { force: true });
});

/** Does the work in a process that kills itself at a step. @returns how many steps there were; null where it was killed */
async function work(name: string, data: string, out: string, killAt = 0): Promise<number | null> {
  const child = spawn(process.execPath, [script, name, data, out, String(killAt)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let errors = '';
  child.stdout.on('data', (bytes: Buffer) => { said += bytes.toString(); });
  child.stderr.on('data', (bytes: Buffer) => { errors += bytes.toString(); });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal === 'SIGKILL') return null;
  if (code !== 0) throw new Error(`${name} failed: ${errors}`);
  return Number(said);
}

/** Kills the work at so many different steps, drawn at random; `check` is given the folder as the killed process left it. */
async function killed(name: string, kills: number, template: string, outOf: (folder: string) => string, check: (data: string, out: string) => Promise<void>): Promise<void> {
  const folder = await ownFolder();
  const steps = (await work(name, await copyOf(template, join(folder, 'whole')), outOf(join(folder, 'whole'))))!;
  expect(steps).toBeGreaterThan(kills);
  // One step in each of so many equal stretches: the whole of the work is covered, and each run kills elsewhere.
  const moments = Array.from({ length: kills }, (_, i) => 1 + Math.floor(((i + Math.random()) * steps) / kills));
  await Promise.all(moments.map(async (moment, i) => {
    const data = await copyOf(template, join(folder, String(i)));
    const out = outOf(data);
    expect(await work(name, data, out, moment), `step ${moment} of ${steps}`).toBeNull();
    await check(data, out).catch((error: unknown) => { throw new Error(`killed at step ${moment} of ${steps}`, { cause: error }); });
  }));
}

/** Every raw second: of each recording the SHA-256 of each file as it was taken in, made again where it is sealed. */
async function rawBytes(stores: Stores): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const id of await stores.recordings.ids()) {
    const place = await placeOf(stores.recordings, id);
    for (const { role } of place.recording.files) {
      const hash = createHash('sha256');
      for await (const piece of keptFile(place, role)) hash.update(piece);
      found[`${id} ${role}`] = hash.digest('hex');
    }
  }
  return found;
}
const recorded = (data: string) => withStores(data, rawBytes);
const sound = async (data: string) => expect((await verifyData(data, quiet)).problems).toEqual([]);

describe('What was killed with SIGKILL', () => {
  test('while it sealed has lost no byte of a recording, and is sealed by the next run', async () => {
    const before = await recorded(clinic);
    await killed('seal', 7, clinic, () => '-', async (data) => {
      await sound(data);
      expect(await recorded(data)).toEqual(before);
      const outcomes: boolean[] = [];
      await sealData(data, quiet, (_, outcome) => outcomes.push('sealed' in outcome && outcome.sealed));
      expect(outcomes).toEqual([true, true, true]);
      expect(await recorded(data)).toEqual(before);
      await sound(data);
      for (const id of await withStores(data, ({ recordings }) => recordings.ids())) expect(await readdir(join(data, 'recordings', id.slice(0, 2), id))).not.toContain('motion.tsv');
    });
  });

  test('while it backed up has harmed nothing, and left a whole backup or none', async () => {
    const before = await contentOf(clinic);
    await killed('backup', 6, clinic, (data) => `${data}-backup`, async (data, out) => {
      expect(await contentOf(data)).toEqual(before);
      if (!existsSync(out)) await backUpData(data, out, quiet);
      await restoreData(out, `${data}-restored`, [], quiet);
      expect(await contentOf(`${data}-restored`)).toEqual(before);
      expect((await readdir(join(data, '..'))).filter((name) => name.startsWith(`${out.split('/').at(-1)!}`) && name.endsWith('.part'))).toEqual([]);
    });
  });

  test('while it changed the schema has every row, and is changed by the next start', async () => {
    const old = join(root, 'old');
    await copyOf(clinic, old);
    for (const ending of ['', '-wal', '-shm']) await rm(join(old, `surefoot.sqlite${ending}`), { force: true });
    const store = new SqliteRecordStore(await openDatabase(old, 'clinic', migrations.slice(0, 2)));
    for (let i = 0; i < 50; i++) store.putPatient({ id: `p${i}`, displayName: `Person ${i}`, createdAt: '2026-03-01T09:30:00Z' });
    store.close();
    await killed('migrate', 6, old, () => '-', async (data) => {
      await withStores(data, ({ records, keeping }) => {
        expect(records.patients({ limit: 100 }).items).toHaveLength(50);
        expect(keeping.faults()).toEqual([]);
        keeping.addAudit({ at: '2026-03-01T09:30:00Z', actor: 'test', action: 'x', subject: 'p1' });
      });
      const backups = await readdir(join(data, 'backups'));
      expect(backups.filter((name) => name.endsWith('.sqlite')).length).toBeGreaterThanOrEqual(1);
      const copy = new DatabaseSync(join(data, 'backups', backups.find((name) => name.endsWith('.sqlite'))!), { readOnly: true });
      expect(copy.prepare('SELECT count(*) AS n FROM patient').get()).toEqual({ n: 50 });
      copy.close();
    });
  });

  test('while it analysed anew has kept old and new, and goes on where it was', async () => {
    const old = join(root, 'earlier');
    await copyOf(clinic, old);
    // As an older version would have left it: the same documents under other keys, by other algorithms.
    const current = await withStores(old, (stores) => {
      const { trials } = stores.keeping.references();
      for (const { assessmentId, analysisKey } of trials) {
        const analysis = stores.records.analysis(analysisKey!)!;
        const assessment = stores.records.assessment(assessmentId)!;
        const earlier: StoredAnalysis = { ...analysis, traces: null, key: analysisKey!.replace(/^./, 'x'), document: { ...analysis.document, software: 'surefoot@0.0.9' } };
        stores.records.putAnalysis(earlier);
        stores.records.putAssessment({ ...assessment, trials: assessment.trials.map((trial) => ({ ...trial, analysisKey: earlier.key })) });
      }
      return trials.map(({ analysisKey }) => analysisKey).sort();
    });
    const db = await openDatabase(old, 'clinic');
    db.exec("DELETE FROM analysis WHERE key NOT LIKE 'x%'; DELETE FROM metric_point");
    db.close();
    await killed('reanalyse', 6, old, () => '-', async (data) => {
      await sound(data);
      const counts = await reanalyseData(data, { workers: 1, onProgress: quiet, onFailed: (_, error) => { throw error; } });
      expect(counts.renewed + counts.current).toBe(3);
      await withStores(data, async (stores) => {
        const { trials, analyses, measuredTrials } = stores.keeping.references();
        expect(trials.map(({ analysisKey }) => analysisKey).sort()).toEqual(current);
        expect(analyses).toHaveLength(6);
        expect([...measuredTrials].sort()).toEqual(trials.map(({ trialId }) => trialId).sort());
      });
      await sound(data);
    });
  });

  test('while it erased somebody has either not begun or ends it at the next start; nobody else misses anything', async () => {
    const { id, others } = await withStores(clinic, async (stores) => {
      const [patient, ...rest] = stores.records.patients({ limit: 10 }).items;
      return { id: patient.id, others: rest.map((other) => other.id) };
    });
    await killed('erase', 6, clinic, () => id, async (data) => {
      // What any start of the server does.
      await (await openClinic(data, 'clinic')).close();
      const isThere = await withStores(data, ({ records }) => records.patient(id) !== null);
      if (isThere) await erasePatientData(data, id, 'test');
      await withStores(data, ({ records, keeping }) => {
        expect(records.patient(id)).toBeNull();
        expect(records.patients({ limit: 10 }).items.map((patient) => patient.id)).toEqual(others);
        expect(keeping.openErasures()).toEqual([]);
        expect(keeping.audit({ limit: 10, subject: id }).items.map(({ action }) => action)).toEqual(['patient.erase']);
      });
      const content = Object.entries(await contentOf(data));
      expect(content.filter(([name, rows]) => name.startsWith('table ') && JSON.stringify(rows).includes(id)).map(([name]) => name)).toEqual(['table audit', 'table erasure']);
      const found = await verifyData(data, quiet);
      expect([found.problems, found.notes]).toEqual([[], []]);
    });
  });
});
