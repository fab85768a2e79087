import { basename } from 'node:path';
import { mean } from '../../src/dsp/summary.ts';
import { findRecordings, openRecording } from '../../src/ingest/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { countInside, matchTimes, type Counts } from './matching.ts';
import { readReference } from './reference.ts';

/** How one recording with reference walking bouts (optical motion capture) was read. */
export interface LabBoutScore {
  readonly name: string;
  /** Contacts inside the reference bouts. */
  readonly contacts: Counts;
  readonly sidesRight: number;
  readonly sidesWrong: number;
  /** Reference and found mean speed of each bout with a stride in both. */
  readonly speedMps: readonly (readonly [number, number])[];
  readonly boutsMissed: number;
}

const TOLERANCE_S = 0.5;

interface Reference {
  readonly Stereophoto: {
    readonly walking_bouts: readonly { readonly start_s: number; readonly end_s: number; readonly avg_walking_speed_mps: number }[];
    readonly initial_contacts_s: readonly number[];
    readonly initial_contacts_lr: readonly string[];
  };
}

export async function scoreLabBouts(folder: string): Promise<LabBoutScore[]> {
  const scores: LabBoutScore[] = [];
  for (const path of await findRecordings(folder)) {
    const { Stereophoto: reference } = await readReference<Reference>(path);
    const { document } = await analyzeRecording(await openRecording(path));
    const found = document.initialContacts.map((c) => c.timeS);
    const matched = matchTimes(reference.initial_contacts_s, found, TOLERANCE_S);
    const inside = (t: number) => reference.walking_bouts.some((b) => t >= b.start_s - TOLERANCE_S && t <= b.end_s + TOLERANCE_S);
    const right = matched.filter(([r, f]) => reference.initial_contacts_lr[r] === document.initialContacts[f].side).length;
    const speeds = reference.walking_bouts.map((bout) => {
      const strides = document.strides.filter((s) => s.speedMps !== undefined && s.startS >= bout.start_s - TOLERANCE_S && s.endS <= bout.end_s + TOLERANCE_S);
      return strides.length > 0 ? ([bout.avg_walking_speed_mps, mean(strides.map((s) => s.speedMps!))] as const) : null;
    });
    scores.push({
      name: basename(path).replace('_tracksys-imu', '').replace('_motion.tsv', ''),
      contacts: countInside(reference.initial_contacts_s, found, matched, inside),
      sidesRight: right,
      sidesWrong: matched.length - right,
      speedMps: speeds.filter((s) => s !== null),
      boutsMissed: speeds.filter((s) => s === null).length,
    });
  }
  return scores;
}
