import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { findRecordings, openRecording } from '../../src/ingest/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { readReference, referencePath } from './reference.ts';

/** How one walk of two minutes was read, against the feet's own strides. */
export interface TwoMinuteScore {
  readonly name: string;
  /** Reference and found. */
  readonly cadenceSpm: readonly [number, number];
  readonly speedMps: readonly [number, number];
}

/** The people's heights are unknown: every method was given this one. */
const HEIGHT_CM = 170;

export async function scoreTwoMinuteWalks(folder: string): Promise<TwoMinuteScore[]> {
  const scores: TwoMinuteScore[] = [];
  for (const path of await findRecordings(folder)) {
    if (!existsSync(referencePath(path))) continue;
    const { summary } = await readReference<{ summary: { cadence_spm: number; speed_mps_median: number } }>(path);
    const { document } = await analyzeRecording(await openRecording(path), { participant: { heightCm: HEIGHT_CM } });
    const value = (id: string) => document.metrics.find((m) => m.id === id)?.value ?? Number.NaN;
    scores.push({
      name: basename(path).replace('_tracksys-imu', '').replace('_motion.tsv', ''),
      cadenceSpm: [summary.cadence_spm, value('gait.cadence')],
      speedMps: [summary.speed_mps_median, value('gait.walkingSpeed')],
    });
  }
  return scores;
}
