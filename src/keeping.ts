/** What is done to a whole data folder: check, seal, back up, restore, analyse anew; and to one person's data: export, erase. */
import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sealKept, type SealOutcome } from './archive.ts';
import { lockLog } from './ingest/rawLog/lock.ts';
import { readRawLog } from './ingest/rawLog/read.ts';
import { AppError } from './model/index.ts';
import type { Patient } from './model/index.ts';
import { exportPatient, patientData } from './patientFiles.ts';
import { SOFTWARE } from './pipeline/algorithms.ts';
import { reanalyse, type ReanalysedCounts, type ReanalyseRequest } from './reanalyse.ts';
import { backUp } from './store/backup/backUp.ts';
import { restoreBackup, type Restored } from './store/backup/restore.ts';
import { kindOf } from './store/dataFolder.ts';
import { erasePatient, finishErasures } from './store/erasures.ts';
import { openStores, type Stores } from './store/open.ts';
import { holdMaintenance } from './store/sqlite/maintenance.ts';
import { verify, type Verified } from './verify.ts';
import { analysisWorkers } from './workers.ts';

type Told = (done: number, total: number) => void;

const now = (): Date => new Date();

/** @throws AppError WRONG_DATA_FOLDER where the folder is none of ours: it is never made */
async function withStores<T>(folder: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  const stores = await openStores(folder, await kindOf(folder));
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

/** With the folder to itself, but for a server: one such work at a time. Goes on with erasures that were interrupted. */
async function maintaining<T>(folder: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  return withStores(folder, async (stores) => {
    const lock = await holdMaintenance(stores.folder);
    try {
      await finishErasures(stores, now);
      return await work(stores);
    } finally {
      lock.release();
    }
  });
}

export function verifyData(folder: string, onProgress: Told): Promise<Verified> {
  return withStores(folder, (stores) => verify(stores, onProgress));
}

/** Seals every recording that is not sealed. A recording that cannot be is told; the others go on. */
export function sealData(folder: string, onProgress: Told, onOutcome: (id: string, outcome: SealOutcome | { readonly error: unknown }) => void): Promise<void> {
  return withStores(folder, async ({ recordings }) => {
    const ids = await recordings.ids();
    for (const [done, id] of ids.entries()) {
      onProgress(done, ids.length);
      onOutcome(id, await sealKept(recordings, id).catch((error: unknown) => ({ error })));
    }
  });
}

export function backUpData(data: string, out: string, onProgress: Told): ReturnType<typeof backUp> {
  return backUp({ data, out, software: SOFTWARE, now, onProgress });
}

export function restoreData(backup: string, data: string, erased: readonly string[], onProgress: Told): Promise<Restored> {
  return restoreBackup({ backup, data, erased, now, onProgress });
}

export type ReanalyseOptions = Pick<ReanalyseRequest, 'onProgress' | 'onFailed'> & { readonly workers?: number };

/** @throws AppError CONFLICT where a backup or an erasure is under way */
export function reanalyseData(folder: string, { workers = availableParallelism(), ...told }: ReanalyseOptions): Promise<ReanalysedCounts> {
  return maintaining(folder, async (stores) => {
    const crew = analysisWorkers(workers);
    try {
      return await reanalyse({ ...told, stores, workers: crew, atOnce: workers });
    } finally {
      await crew.close();
    }
  });
}

export interface PatientSummary {
  readonly patient: Patient;
  readonly assessments: number;
  readonly analyses: number;
  readonly recordings: number;
}

/** @param who id or number of the patient */
export function describePatient(folder: string, who: string): Promise<PatientSummary> {
  return withStores(folder, async (stores) => {
    const { patient, assessments, analyses } = await patientData(stores, patientOf(stores, who).id);
    return { patient, assessments: assessments.length, analyses: analyses.length, recordings: new Set(assessments.flatMap(({ trials }) => trials.flatMap(({ recordingId }) => recordingId ?? []))).size };
  });
}

export function exportPatientData(folder: string, who: string, out: string, actor: string, onProgress: Told): Promise<{ recordings: number; analyses: number }> {
  return withStores(folder, async (stores) => {
    const { id } = patientOf(stores, who);
    const written = await exportPatient(stores, id, out, onProgress);
    stores.keeping.addAudit({ at: now().toISOString(), actor, action: 'patient.export', subject: id });
    return written;
  });
}

export function erasePatientData(folder: string, who: string, actor: string): Promise<void> {
  return maintaining(folder, async (stores) => {
    const { id } = patientOf(stores, who);
    await eraseEverywhere(stores, id, actor);
  });
}

/** The same in a running server, whose stores are open. */
export async function eraseInServer(stores: Stores, id: string, actor: string): Promise<void> {
  const lock = await holdMaintenance(stores.folder);
  try {
    await eraseEverywhere(stores, id, actor);
  } finally {
    lock.release();
  }
}

/** Raw logs of sessions that were interrupted go first: they would become a recording of somebody who is not there. */
async function eraseEverywhere(stores: Stores, id: string, actor: string): Promise<void> {
  await eraseLogs(join(stores.folder, 'live'), id);
  await erasePatient(stores, id, actor, now);
}

async function eraseLogs(live: string, patientId: string): Promise<void> {
  const names = await readdir(live).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((each) => each.endsWith('.sfraw'))) {
    const path = join(live, name);
    const entries = readRawLog(path);
    const first = await entries.next().catch((error: unknown) => {
      // Nobody can say whose it is; the next start of the server puts it aside and tells.
      if (error instanceof AppError) return null;
      throw error;
    });
    await entries.return(undefined as never);
    if (first === null || first.done || first.value.kind !== 'header' || first.value.header.patientId !== patientId) continue;
    const lock = await lockLog(path);
    if (!lock) throw new AppError('CONFLICT', 'This patient is being recorded at the moment: stop the recording, then erase');
    try {
      await rm(path);
      await rm(join(live, 'sealing', first.value.header.sessionId), { recursive: true, force: true });
    } finally {
      await lock.release();
    }
  }
}

function patientOf({ records }: Stores, who: string): Patient {
  const patient = records.patient(who) ?? records.patientByExternalId(who);
  if (!patient) throw new AppError('NOT_FOUND', `There is no patient "${who}" here: give the number of the patient in this clinic, or the id`);
  return patient;
}
