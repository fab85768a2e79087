/** Checks everything a clinic has: database, audit, references, and every byte of every recording. */
import { openKept, placeOf } from './archive.ts';
import { AppError } from './model/index.ts';
import type { KeepingStore, RecordingStore } from './model/index.ts';

export interface VerifyStores {
  readonly keeping: KeepingStore;
  readonly recordings: RecordingStore;
}

export interface Verified {
  readonly recordings: number;
  /** Sealed ones among them. */
  readonly sealed: number;
  /** What is wrong and what to do, a sentence or two each. */
  readonly problems: readonly string[];
  /** What is worth knowing and harms nobody. */
  readonly notes: readonly string[];
}

/** @param onProgress told how many recordings are done, and of how many */
export async function verify({ keeping, recordings }: VerifyStores, onProgress: (done: number, total: number) => void): Promise<Verified> {
  const ids = await recordings.ids();
  const problems = [...keeping.faults().map((fault) => `${fault}: stop the server and restore the newest backup.`)];
  const broken = keeping.brokenAudit();
  if (broken) problems.push(`The audit was changed at or before its entry ${broken.position} (${broken.at}): compare it with a backup, and find out who could write to the data folder.`);
  const references = checkReferences(keeping, new Set(ids));
  problems.push(...references.problems);
  let sealed = 0;
  for (const [done, id] of ids.entries()) {
    onProgress(done, ids.length);
    const wrong = await recordings.check(id);
    problems.push(...(wrong.length > 0 ? wrong : await unreadable(recordings, id)));
    if (wrong.length === 0 && (await recordings.get(id))?.sealed) sealed += 1;
  }
  onProgress(ids.length, ids.length);
  return { recordings: ids.length, sealed, problems, notes: references.notes };
}

/** Reads a recording as an analysis would. @returns why it cannot be */
async function unreadable(recordings: RecordingStore, id: string): Promise<string[]> {
  try {
    const source = (await openKept(await placeOf(recordings, id))).blocks();
    for (let next = await source.next(); !next.done; next = await source.next());
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [`The recording ${id} has every byte that was written, and cannot be read: ${error.message} Update the software, or report this.`];
  }
}

/** Both ways: what trials and analyses name must be there, and what is there should be named. */
function checkReferences(keeping: KeepingStore, archived: ReadonlySet<string>): Pick<Verified, 'problems' | 'notes'> {
  const { trials, analyses, measuredTrials } = keeping.references();
  const problems: string[] = [];
  const notes: string[] = [];
  const analysed = new Map(analyses.map(({ key, recordingId }) => [key, recordingId]));
  for (const { trialId, assessmentId, recordingId, analysisKey } of trials) {
    const which = `Trial ${trialId} of assessment ${assessmentId}`;
    if (recordingId !== null && !archived.has(recordingId)) problems.push(`${which} needs the recording ${recordingId}, which is not in the archive: restore it from a backup, or import it again.`);
    if (analysisKey === null) continue;
    const other = analysed.get(analysisKey);
    if (other === undefined) problems.push(`${which} needs the analysis ${analysisKey}, which is not in the database: restore a backup, or import its recording again.`);
    else if (recordingId !== null && other !== recordingId) problems.push(`${which} has the analysis of another recording (${other}): import its own again.`);
  }
  const used = new Set(trials.flatMap(({ recordingId }) => recordingId ?? []));
  for (const id of archived) if (!used.has(id)) notes.push(`The recording ${id} belongs to no trial: its import was interrupted. Import it again, or leave it.`);
  const lost = new Set(analyses.flatMap(({ recordingId }) => (archived.has(recordingId) || used.has(recordingId) ? [] : recordingId)));
  for (const id of lost) notes.push(`An analysis is kept of the recording ${id}, which neither the archive nor a trial has.`);
  const known = new Set(trials.map(({ trialId }) => trialId));
  const strays = measuredTrials.filter((id) => !known.has(id)).length;
  if (strays > 0) notes.push(`Values of ${strays} ${strays === 1 ? 'trial that is' : 'trials that are'} not in the records are among the series.`);
  for (const { askedAt } of keeping.openErasures()) notes.push(`An erasure that was asked for at ${askedAt} was interrupted: it goes on when the server starts, or with "surefoot erase" of anybody.`);
  return { problems, notes };
}
