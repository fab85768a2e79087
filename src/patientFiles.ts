/** Everything a clinic has of one person, in files that people and other programs can read. */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { keptFile, openKept, placeOf } from './archive.ts';
import { exportCsv } from './export/csv.ts';
import { syncFolders } from './export/durable.ts';
import { writeFault } from './export/writeFault.ts';
import { metrics as catalogue } from './metrics/index.ts';
import { AppError } from './model/index.ts';
import type { Assessment, AuditEntry, KeepingStore, MetricPoint, MetricStore, Patient, RecordingStore, RecordStore, KeptAnalysis, Visit } from './model/index.ts';

export interface PatientStores {
  readonly records: RecordStore;
  readonly keeping: KeepingStore;
  readonly metrics: MetricStore;
  readonly recordings: RecordingStore;
}

/** What the stores have of one person, but for the recordings themselves. */
export interface PatientData {
  readonly patient: Patient;
  readonly assessments: readonly Assessment[];
  /** Guided visits: every attempt, also those that were set aside, with notes and signatures. */
  readonly visits: readonly Visit[];
  /** Every analysis of the person's recordings, older ones too. */
  readonly analyses: readonly KeptAnalysis[];
  readonly series: readonly MetricPoint[];
  readonly audit: readonly AuditEntry[];
}

/** Formats whose files are tables already. */
const READABLE = ['bidsMotion', 'csv', 'movellaDot'];
const README = `Everything that Surefoot has of one person.

patient.json           who the person is
assessments/           one file a visit: circumstances, trials, answers
visits/                one file a guided visit: every attempt, notes, who decided what
analyses/              one file an analysis (surefoot.analysis/1): findings, steps, turns and every number with its algorithm; older ones too
metrics.csv            every number over time
recordings/            one folder a recording: its files as they were taken in, and samples.csv where those are no tables
audit.json             who did what with these data, and when
`;

/** @throws AppError NOT_FOUND */
export async function patientData({ records, keeping, metrics }: PatientStores, patientId: string): Promise<PatientData> {
  const patient = records.patient(patientId);
  if (!patient) throw new AppError('NOT_FOUND', 'There is no such patient: check the id');
  const assessments = all((cursor) => records.assessmentsOf(patientId, { limit: 200, cursor })).reverse();
  const keys = new Set(assessments.flatMap(({ trials }) => trials.flatMap(({ analysisKey }) => analysisKey ?? [])));
  const own = new Set(assessments.flatMap(({ trials }) => trials.flatMap(({ recordingId }) => recordingId ?? [])));
  // Of a recording that is also somebody else's, only what this person's trials point to.
  const shared = new Set(keeping.references().trials.filter((trial) => trial.patientId !== patientId).map(({ recordingId }) => recordingId));
  const analyses = [...own].flatMap((id) => keeping.analysesOf(id).filter(({ key }) => keys.has(key) || !shared.has(id)));
  const ids = new Set([...catalogue.map(({ id }) => id), ...analyses.flatMap(({ document }) => document.metrics.map(({ id }) => id))]);
  const series = (await Promise.all([...ids].sort().map((metric) => metrics.series({ patientId, metric })))).flat();
  const visits = assessments.flatMap(({ id }) => records.visitOfAssessment(id) ?? []);
  return { patient, assessments, visits, analyses, series, audit: all((cursor) => keeping.audit({ limit: 200, cursor, subject: patientId })).reverse() };
}

/**
 * Writes everything of one person into a new folder, which appears whole or not at all.
 * @param out a new or empty folder @param onProgress how many recordings are done, and of how many
 * @throws AppError NOT_FOUND, CONFLICT, UNWRITABLE, and what the stores throw
 */
export async function exportPatient(stores: PatientStores, patientId: string, out: string, onProgress: (done: number, total: number) => void): Promise<{ recordings: number; analyses: number }> {
  const target = resolve(out);
  const data = await patientData(stores, patientId);
  await refuseOccupied(target);
  const part = `${target}.part`;
  const recordings = [...new Set(data.analyses.map(({ recordingId }) => recordingId)), ...data.assessments.flatMap(({ trials }) => trials.flatMap(({ recordingId }) => recordingId ?? []))].filter((id, i, every) => every.indexOf(id) === i);
  try {
    await rm(part, { recursive: true, force: true });
    for (const [path, text] of texts(data)) await write(join(part, path), [Buffer.from(text)]);
    for (const [done, id] of recordings.entries()) {
      onProgress(done, recordings.length);
      const place = await placeOf(stores.recordings, id);
      for (const { role } of place.recording.files) await write(join(part, 'recordings', id, role), keptFile(place, role));
      if (!READABLE.includes(place.recording.format)) await exportCsv(join(part, 'recordings', id, 'samples.csv'), await openKept(place));
    }
    await rename(part, target);
    await syncFolders([dirname(target)]);
    onProgress(1, 1);
    return { recordings: recordings.length, analyses: data.analyses.length };
  } catch (error) {
    throw writeFault(error, target);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

function* texts({ patient, assessments, visits, analyses, series, audit }: PatientData): Generator<readonly [string, string]> {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  yield ['README.txt', README];
  yield ['patient.json', json(patient)];
  yield ['audit.json', json(audit)];
  for (const assessment of assessments) yield [join('assessments', `${assessment.takenAt.slice(0, 10)}_${assessment.id}.json`), json(assessment)];
  for (const visit of visits) yield [join('visits', `${visit.startedAt.slice(0, 10)}_${visit.id}.json`), json(visit)];
  const current = new Map(assessments.flatMap(({ trials }) => trials.flatMap((trial) => (trial.analysisKey === undefined ? [] : [[trial.analysisKey, trial.id] as const]))));
  for (const { key, recordingId, document } of analyses) yield [join('analyses', `${current.has(key) ? 'current' : 'older'}_${key}.json`), json({ recordingId, trialId: current.get(key) ?? null, document })];
  const units = new Map(analyses.flatMap(({ document }) => document.metrics.map(({ id, unit }) => [id, unit] as const)));
  const rows = series.map(({ metric, timeMs, value, algorithm, assessmentId, trialId }) => [new Date(timeMs).toISOString(), metric, value, units.get(metric) ?? '', algorithm, assessmentId, trialId].join(','));
  yield ['metrics.csv', ['time,metric,value,unit,algorithm,assessment,trial', ...rows].map((row) => `${row}\n`).join('')];
}

async function write(path: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function refuseOccupied(out: string): Promise<void> {
  const names = await readdir(out).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw writeFault(error, out);
  });
  if (names.length > 0) throw new AppError('CONFLICT', `${out} is not empty; choose a new folder for what is exported.`, { field: 'out' });
}

function all<T>(page: (cursor?: string) => { items: readonly T[]; nextCursor?: string }): T[] {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const next = page(cursor);
    items.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== undefined);
  return items;
}
