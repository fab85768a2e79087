import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describePatient, erasePatientData, exportPatientData, sealData, verifyData } from '../../../src/keeping.ts';
import { lockLog } from '../../../src/ingest/rawLog/lock.ts';
import { openCopy } from '../../../src/store/sqlite/copies.ts';
import { migrations } from '../../../src/store/sqlite/migrations/index.ts';
import { openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { header, logBytes } from '../../support/rawLogBytes.ts';
import { contentOf, fillClinic, ownFolder, takeIn, WALKS, withStores } from './clinicFolder.ts';

const quiet = (): void => {};
const who = 'sub-ada';

async function clinic(): Promise<{ folder: string; data: string; id: string }> {
  const folder = await ownFolder();
  const data = join(folder, 'clinic');
  await fillClinic(data, 4);
  const id = (await describePatient(data, who)).patient.id;
  await withStores(data, ({ records }) => records.putPatient({ ...records.patient(id)!, displayName: 'Adalgisa Quistorp' }));
  return { folder, data, id };
}
/** Files in which a text stands, byte by byte. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(entries.map(async ({ parentPath, name }) => ((await readFile(join(parentPath, name))).includes(text) ? [name] : [])));
  return found.flat().sort();
}

describe('An erased patient', () => {
  test('is in no table but the audit and the list, in no file, and nobody else misses anything', async () => {
    const { data, id } = await clinic();
    const others = await withStores(data, ({ keeping }) => keeping.references().trials.filter((trial) => trial.patientId !== id));
    expect(await filesWith(data, 'Adalgisa Quistorp')).not.toEqual([]);
    await erasePatientData(data, who, 'test');
    const tables = Object.entries(await contentOf(data)).filter(([, rows]) => JSON.stringify(rows).includes(id)).map(([name]) => name);
    expect(tables).toEqual(['table audit', 'table erasure']);
    expect(await filesWith(data, 'Adalgisa Quistorp')).toEqual([]);
    expect(await filesWith(data, id)).toEqual(['erased.txt', 'surefoot.sqlite']);
    const found = await verifyData(data, quiet);
    expect([found.problems, found.notes]).toEqual([[], []]);
    await withStores(data, async ({ keeping, records, recordings }) => {
      expect(keeping.references().trials).toEqual(others);
      expect(keeping.audit({ limit: 5 }).items).toMatchObject([{ actor: 'test', action: 'patient.erase', subject: id }]);
      for (const { recordingId, analysisKey } of others) expect([await recordings.get(recordingId!), records.analysis(analysisKey!)]).not.toContain(null);
    });
    await expect(erasePatientData(data, who, 'test')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is forgotten by InfluxDB too, through the outbox: of what waited there only that is left', async () => {
    const { data, id } = await clinic();
    const db = await openDatabase(data, 'clinic');
    db.exec("INSERT INTO series_target (id, target, filled_to) VALUES (1, 'somewhere/surefoot', 'all')");
    db.run("INSERT INTO series_outbox (patient_id, kind, line, kept_at_ms) VALUES (?, 'result', 'a line', 1)", id);
    db.close();
    await erasePatientData(data, who, 'test');
    const after = await openDatabase(data, 'clinic');
    expect(after.all<{ kind: string }>('SELECT kind FROM series_outbox WHERE patient_id = ?', id).map(({ kind }) => kind)).toEqual(['forget']);
    after.close();
  });

  test('leaves a recording that is somebody else\'s too, with that one\'s analysis', async () => {
    const { data, id } = await clinic();
    const [walk] = WALKS;
    const other = await withStores(data, (stores) => takeIn(stores, walk, 'P-twin'));
    await erasePatientData(data, who, 'test');
    await withStores(data, async ({ records, recordings }) => {
      expect(records.patient(id)).toBeNull();
      expect(await recordings.get(other.recordingId)).not.toBeNull();
    });
    expect((await verifyData(data, quiet)).problems).toEqual([]);
  });

  test('is erased from copies that were made before a change of the schema', async () => {
    const { data, id } = await clinic();
    (await openDatabase(data, 'clinic', [...migrations, { name: '9999-next', sql: 'CREATE TABLE extra (id TEXT) STRICT;' }])).close();
    const [copy] = await readdir(join(data, 'backups'));
    await writeFile(join(data, 'backups', 'before-0001-x-999999999.sqlite.tmp'), 'Adalgisa Quistorp');
    // Back to what this version knows.
    const db = await openDatabase(data, 'clinic', [...migrations, { name: '9999-next', sql: 'CREATE TABLE extra (id TEXT) STRICT;' }]);
    db.exec("DROP TABLE extra; DELETE FROM schema_migration WHERE name = '9999-next'");
    db.close();
    await erasePatientData(data, who, 'test');
    const opened = await openCopy(join(data, 'backups', copy));
    expect([opened.get('SELECT 1 FROM patient WHERE id = ?', id), opened.all('SELECT id FROM patient').length]).toEqual([null, 1]);
    opened.close();
    expect(await filesWith(data, 'Adalgisa Quistorp')).toEqual([]);
  });

  test('takes along the raw log of a session that was interrupted; while it runs nothing is erased', async () => {
    const { data, id } = await clinic();
    const live = join(data, 'live');
    await mkdir(live);
    await writeFile(join(live, 'a.sfraw'), logBytes([{ kind: 'header', header: { ...header, patientId: id } }]).bytes);
    await writeFile(join(live, 'b.sfraw'), logBytes([{ kind: 'header', header: { ...header, patientId: 'another' } }]).bytes);
    const lock = (await lockLog(join(live, 'a.sfraw')))!;
    await expect(erasePatientData(data, who, 'test')).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('is being recorded') as string });
    expect((await describePatient(data, who)).recordings).toBeGreaterThan(0);
    await lock.release();
    await erasePatientData(data, who, 'test');
    expect(await readdir(live)).toEqual(['b.sfraw']);
  });
});

describe('What is exported of a patient', () => {
  test('is everything, in files that can be read, with recordings as they were taken in', async () => {
    const { folder, data, id } = await clinic();
    const raw = await readFile(WALKS[0], 'utf8');
    await sealData(data, quiet, quiet);
    const out = join(folder, 'ada');
    const { recordings, analyses } = await exportPatientData(data, who, out, 'test', quiet);
    expect((await readdir(out)).sort()).toEqual(['README.txt', 'analyses', 'assessments', 'audit.json', 'metrics.csv', 'patient.json', 'recordings']);
    expect(JSON.parse(await readFile(join(out, 'patient.json'), 'utf8'))).toMatchObject({ id, displayName: 'Adalgisa Quistorp' });
    expect([(await readdir(join(out, 'analyses'))).length, (await readdir(join(out, 'recordings'))).length]).toEqual([analyses, recordings]);
    const [visit] = await readdir(join(out, 'assessments'));
    expect(JSON.parse(await readFile(join(out, 'assessments', visit), 'utf8'))).toMatchObject({ answers: { 'falls.past12Months': 1 } });
    const [head, ...rows] = (await readFile(join(out, 'metrics.csv'), 'utf8')).trimEnd().split('\n');
    expect(head).toBe('time,metric,value,unit,algorithm,assessment,trial');
    expect(rows.filter((row) => row.includes(',gait.cadence,'))).toHaveLength(recordings);
    const tables = await Promise.all((await readdir(join(out, 'recordings'))).map((name) => readFile(join(out, 'recordings', name, 'motion.tsv'), 'utf8')));
    expect(tables).toContain(raw);
    expect(await withStores(data, ({ keeping }) => keeping.audit({ limit: 5 }).items.map(({ action, subject }) => [action, subject]))).toEqual([['patient.export', id]]);
  });

  test('is nobody else\'s, and goes into a new folder only', async () => {
    const { folder, data } = await clinic();
    const out = join(folder, 'ada');
    const others = await withStores(data, ({ records }) => records.patients({ limit: 10 }).items.filter(({ externalId }) => externalId !== who).map((patient) => patient.id));
    await exportPatientData(data, who, out, 'test', quiet);
    for (const other of others) expect(await filesWith(out, other)).toEqual([]);
    await expect(exportPatientData(data, who, out, 'test', quiet)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(exportPatientData(data, 'nobody', `${out}2`, 'test', quiet)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('The audit', () => {
  test('cannot be changed or shortened by a statement, and shows it where somebody got around that', async () => {
    const { data } = await clinic();
    await withStores(data, ({ keeping }) => {
      for (const subject of ['a', 'b', 'c', 'd']) keeping.addAudit({ at: '2026-03-01T09:30:00Z', actor: 'u1', action: 'patient.read', subject });
    });
    const db = await openDatabase(data, 'clinic');
    expect(() => db.exec("UPDATE audit SET actor = 'u2' WHERE position = 2")).toThrow(/only added to/);
    expect(() => db.exec('DELETE FROM audit WHERE position = 2')).toThrow(/only added to/);
    db.exec('DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed');
    db.exec("UPDATE audit SET actor = 'u2' WHERE position = 2");
    db.close();
    expect((await verifyData(data, quiet)).problems).toEqual([expect.stringMatching(/audit was changed at or before its entry 2/)]);
    await withStores(data, ({ keeping }) => {
      expect(keeping.audit({ limit: 3 }).items.map(({ subject }) => subject)).toEqual(['d', 'c', 'b']);
      expect(keeping.audit({ limit: 3, cursor: keeping.audit({ limit: 3 }).nextCursor }).items.map(({ subject }) => subject)).toEqual(['a']);
    });
  });
});
