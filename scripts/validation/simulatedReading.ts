import { mean, standardDeviation } from '../../src/dsp/summary.ts';
import type { AnalysisDocument, RecordingData } from '../../src/model/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import type { AnalyzeOptions } from '../../src/pipeline/options.ts';
import type { SimulatedWalk, WalkTruth } from '../../src/simulator/index.ts';
import { memoryReader } from '../../test/support/memoryReader.ts';
import { countInside, f1, matchTimes, type Counts } from './matching.ts';

/** How one simulated walk was read against its exact truth. NaN: the software gave no value, or the truth has none. */
export interface SimulatedReading {
  readonly contacts: Counts;
  readonly f1: number;
  /** Of the matched contacts, share with the right foot; NaN where no foot was said. */
  readonly sidesRight: number;
  readonly contactBiasMs: number;
  readonly contactSpreadMs: number;
  /** Found minus true. */
  readonly cvErrorPp: number;
  /** Stride times of the same straight steady strides, from found contacts minus from true ones: what timing alone does. */
  readonly cvTimingErrorPp: number;
  readonly speedErrorPct: number;
  /** Of the size of the asymmetry. */
  readonly asymmetryErrorPp: number;
  readonly turnsTrue: number;
  readonly turnsFound: number;
  readonly turnsExtra: number;
}

export const TOLERANCE_S = 0.25;

export async function analyseInMemory(recording: RecordingData, options: AnalyzeOptions = {}): Promise<AnalysisDocument> {
  return (await analyzeRecording(memoryReader(recording), options)).document;
}

export function metricValue(document: AnalysisDocument, id: string): number {
  return document.metrics.find((m) => m.id === id)?.value ?? Number.NaN;
}

export async function readSimulated({ recording, truth }: SimulatedWalk): Promise<SimulatedReading> {
  return scoreSimulated(recording, truth, await analyseInMemory(recording));
}

export function scoreSimulated(recording: RecordingData, truth: WalkTruth, document: AnalysisDocument): SimulatedReading {
  const events = recording.events.filter((e) => e.type.endsWith('_initial_contact'));
  const reference = events.map((e) => e.onsetS);
  const found = document.initialContacts.map((c) => c.timeS);
  const matched = matchTimes(reference, found, TOLERANCE_S);
  const contacts = countInside(reference, found, matched, () => true);
  const sided = matched.filter(([, f]) => document.initialContacts[f].side !== null);
  const right = sided.filter(([r, f]) => events[r].type.startsWith(document.initialContacts[f].side!)).length;
  const errorsMs = matched.map(([r, f]) => 1000 * (found[f] - reference[r]));
  const hits = truth.turns.filter((t) => document.turns.some((d) => d.startS < t.endS && d.endS > t.startS && Math.sign(d.angleDeg) === Math.sign(t.angleDeg)));
  return {
    contacts,
    f1: f1(contacts),
    sidesRight: sided.length === 0 ? Number.NaN : right / sided.length,
    contactBiasMs: errorsMs.length > 0 ? mean(errorsMs) : Number.NaN,
    contactSpreadMs: errorsMs.length > 1 ? standardDeviation(errorsMs) : Number.NaN,
    cvErrorPp: metricValue(document, 'gait.strideTimeVariabilityCv') - (truth.steady?.strideTimeCvPct ?? Number.NaN),
    cvTimingErrorPp: timingError(truth, reference, found, matched),
    speedErrorPct: 100 * (metricValue(document, 'gait.walkingSpeed') / (truth.steady?.walkingSpeedMps ?? Number.NaN) - 1),
    asymmetryErrorPp: metricValue(document, 'gait.stepTimeAsymmetry') - Math.abs(truth.steady?.stepTimeAsymmetryPct ?? Number.NaN),
    turnsTrue: truth.turns.length,
    turnsFound: hits.length,
    turnsExtra: document.turns.length - hits.length,
  };
}

/** CV from found contacts minus CV from true ones, over the true steady strides whose two contacts were both found. */
function timingError(truth: WalkTruth, reference: readonly number[], found: readonly number[], matched: readonly (readonly [number, number])[]): number {
  const foundAt = new Map(matched.map(([r, f]) => [reference[r], found[f]]));
  const near = (t: number) => reference.find((r) => Math.abs(r - t) < 1e-3);
  const pairs = truth.strides.filter((s) => s.steady).flatMap((s) => {
    const [a, b] = [foundAt.get(near(s.startS) ?? -1), foundAt.get(near(s.endS) ?? -1)];
    return a === undefined || b === undefined ? [] : [[s.endS - s.startS, b - a] as const];
  });
  if (pairs.length < 2) return Number.NaN;
  const cv = (k: 0 | 1) => (100 * standardDeviation(pairs.map((p) => p[k]))) / mean(pairs.map((p) => p[k]));
  return cv(1) - cv(0);
}
