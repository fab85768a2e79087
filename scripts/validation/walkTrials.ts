import { basename } from 'node:path';
import { mean, standardDeviation } from '../../src/dsp/summary.ts';
import { findRecordings, openRecording } from '../../src/ingest/index.ts';
import type { AnalysisDocument, RecordingEvent, RecordingReader } from '../../src/model/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { lowerBackOnly } from './lowerBackOnly.ts';
import { countInside, matchTimes, type Counts } from './matching.ts';
import { readReference } from './reference.ts';

/** How one there-and-back walk with reference contacts and turns was read. */
export interface WalkTrialScore {
  readonly name: string;
  readonly person: string;
  readonly straight: Counts;
  readonly whole: Counts;
  /** Found minus reference, seconds, straight windows. */
  readonly contactErrorsS: readonly number[];
  readonly finalStraight: Counts;
  readonly finalErrorsS: readonly number[];
  readonly sidesRight: number;
  readonly sidesWrong: number;
  /** Reference and found, over the straight windows of the trial. */
  readonly strideTimeS: readonly [number, number];
  readonly strideTimeCvPct: readonly [number, number];
  readonly speedMps: readonly (readonly [number, number])[];
  readonly strideLengthM: readonly (readonly [number, number])[];
  readonly turnsFound: number;
  readonly turnsMissed: number;
  readonly turnsExtra: number;
  readonly turnDurationErrorsS: readonly number[];
}

const TOLERANCE_S = 0.25;
/** The straight parts: speeding up, turning and stopping left out. */
const AFTER_START_S = 1.5;
const AROUND_TURN_S = 0.5;
const BEFORE_STOP_S = 1;

/**
 * Reads and scores every trial below a folder whose reference events hold a walk and a turn: by the lower back, whatever else was worn.
 * @param disturb what happens to each before it is read
 * @param see is shown each document
 */
export async function scoreWalkTrials(
  folder: string,
  disturb: (reader: RecordingReader) => RecordingReader = (r) => r,
  see: (document: AnalysisDocument) => void = () => undefined,
): Promise<WalkTrialScore[]> {
  const scores: WalkTrialScore[] = [];
  for (const path of await findRecordings(folder)) {
    const reader = await openRecording(path);
    const events = reader.header.events;
    const walk = events.find((e) => e.type === 'walk');
    const turn = events.find((e) => e.type === 'turn');
    if (!walk || !turn) continue;
    const { document } = await analyzeRecording(disturb(lowerBackOnly(reader)));
    see(document);
    scores.push(scoreTrial(path, document, walk, turn, events, (await readReference<{ legs: Leg[] }>(path)).legs));
  }
  return scores;
}

interface Leg {
  readonly start: number;
  readonly end: number;
  readonly speed: number;
  readonly length: number;
}

function scoreTrial(path: string, document: AnalysisDocument, walk: RecordingEvent, turn: RecordingEvent, events: readonly RecordingEvent[], legs: readonly Leg[]): WalkTrialScore {
  const contacts = events.filter((e) => e.type.endsWith('_initial_contact')).sort((a, b) => a.onsetS - b.onsetS);
  const reference = contacts.map((e) => e.onsetS);
  const found = document.initialContacts.map((c) => c.timeS);
  const matched = matchTimes(reference, found, TOLERANCE_S);
  const walkEnd = walk.onsetS + walk.durationS;
  const turnEnd = turn.onsetS + turn.durationS;
  const windows = [
    [walk.onsetS + AFTER_START_S, turn.onsetS - AROUND_TURN_S],
    [turnEnd + AROUND_TURN_S, walkEnd - BEFORE_STOP_S],
  ] as const;
  const inside = (t: number) => windows.some(([a, b]) => t >= a && t <= b);
  const sided = matched.filter(([r]) => inside(reference[r]));
  const right = sided.filter(([r, f]) => contacts[r].type.startsWith(document.initialContacts[f].side ?? 'none')).length;
  const finalReference = events.filter((e) => e.type.endsWith('_final_contact')).map((e) => e.onsetS).sort((a, b) => a - b);
  const finalFound = document.finalContacts.map((c) => c.timeS);
  const finalMatched = matchTimes(finalReference, finalFound, TOLERANCE_S);
  const times = (all: readonly number[]) => windows.flatMap(([a, b]) => strideTimes(all.filter((t) => t >= a && t <= b)));
  const [referenceTimes, foundTimes] = [times(reference), times(found)];
  const cv = (t: readonly number[]) => (100 * standardDeviation(t)) / mean(t);

  const legPairs = legs.flatMap((leg) => {
    const strides = document.strides.filter((s) => s.straight && s.startS >= leg.start && s.endS <= leg.end && s.speedMps !== undefined);
    if (strides.length === 0) return [];
    return [{ speed: [leg.speed, mean(strides.map((s) => s.speedMps!))] as const, length: [leg.length, mean(strides.map((s) => s.lengthM!))] as const }];
  });
  const hits = document.turns.filter((t) => t.startS < turnEnd && t.endS > turn.onsetS);
  return {
    name: basename(path).replace('_tracksys-imu', '').replace('_motion.tsv', ''),
    person: basename(path).split('_')[0],
    straight: countInside(reference, found, matched, inside),
    whole: countInside(reference, found, matched, () => true),
    contactErrorsS: sided.map(([r, f]) => found[f] - reference[r]),
    finalStraight: countInside(finalReference, finalFound, finalMatched, inside),
    finalErrorsS: finalMatched.filter(([r]) => inside(finalReference[r])).map(([r, f]) => finalFound[f] - finalReference[r]),
    sidesRight: right,
    sidesWrong: sided.length - right,
    strideTimeS: [mean(referenceTimes), mean(foundTimes)],
    strideTimeCvPct: [cv(referenceTimes), cv(foundTimes)],
    speedMps: legPairs.map((l) => l.speed),
    strideLengthM: legPairs.map((l) => l.length),
    turnsFound: hits.length > 0 ? 1 : 0,
    turnsMissed: hits.length > 0 ? 0 : 1,
    turnsExtra: document.turns.length - Math.min(1, hits.length),
    turnDurationErrorsS: hits.slice(0, 1).map((t) => t.endS - t.startS - turn.durationS),
  };
}

/** From a contact to the next but one, whatever side was said. */
function strideTimes(times: readonly number[]): number[] {
  return times.slice(2).map((t, i) => t - times[i]);
}
