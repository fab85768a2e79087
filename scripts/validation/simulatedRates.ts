import { mean } from '../../src/dsp/summary.ts';
import { simulateWalk, type WalkOptions } from '../../src/simulator/index.ts';
import { matchTimes } from './matching.ts';
import { analyseInMemory, metricValue, scoreSimulated, TOLERANCE_S } from './simulatedReading.ts';

export const RATES_HZ = [40, 50, 60, 100, 128, 256] as const;
/** Contacts of one walk at two rates agree when they are this near, or within a sample of the lower rate. */
const NEAR_S = 0.01;

/** How the same walks are read at one sampling rate. */
export interface RateReading {
  readonly sampleRateHz: number;
  readonly walks: number;
  readonly meanF1: number;
  /** Against the contacts found at the highest rate. */
  readonly contactsNearShare: number;
  readonly largestMoveMs: number;
  /** Against the CV found at the highest rate. */
  readonly cvLargestChangePp: number;
  /** Against the truth. */
  readonly cvMaePp: number;
}

/** Walks of different speed and variability; what the sensor's noise does differs from rate to rate. */
export const RATE_WALKS: readonly Partial<WalkOptions>[] = [
  { seed: 1, speedMps: 0.7, strideTimeCvPct: 4 },
  { seed: 2, speedMps: 0.95, strideTimeCvPct: 2.5, stepTimeAsymmetryPct: 8 },
  { seed: 3, speedMps: 1.2, strideTimeCvPct: 2 },
  { seed: 4, speedMps: 1.5, strideTimeCvPct: 6 },
];

export async function readRates(): Promise<RateReading[]> {
  const readings = await Promise.all(RATE_WALKS.map((walk) => readAtEveryRate(walk)));
  return RATES_HZ.map((sampleRateHz, k) => {
    const rows = readings.map((perRate) => perRate[k]);
    return {
      sampleRateHz,
      walks: rows.length,
      meanF1: mean(rows.map((r) => r.f1)),
      contactsNearShare: mean(rows.map((r) => r.nearShare)),
      largestMoveMs: Math.max(...rows.map((r) => r.largestMoveMs)),
      cvLargestChangePp: Math.max(...rows.map((r) => Math.abs(r.cvChangePp))),
      cvMaePp: mean(rows.map((r) => Math.abs(r.cvErrorPp))),
    };
  });
}

async function readAtEveryRate(walk: Partial<WalkOptions>) {
  const at = async (sampleRateHz: number) => {
    const { recording, truth } = simulateWalk({
      ...walk, sampleRateHz, feet: null, course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2 },
    });
    const document = await analyseInMemory(recording);
    return { sampleRateHz, document, score: scoreSimulated(recording, truth, document), cv: metricValue(document, 'gait.strideTimeVariabilityCv') };
  };
  const all = await Promise.all(RATES_HZ.map(at));
  const finest = all[all.length - 1];
  const reference = finest.document.initialContacts.map((c) => c.timeS);
  return all.map(({ sampleRateHz, document, score, cv }) => {
    const found = document.initialContacts.map((c) => c.timeS);
    const moves = matchTimes(reference, found, TOLERANCE_S).map(([r, f]) => Math.abs(found[f] - reference[r]));
    return {
      f1: score.f1,
      cvErrorPp: score.cvErrorPp,
      nearShare: moves.filter((m) => m <= Math.max(NEAR_S, 1 / sampleRateHz)).length / Math.max(reference.length, found.length),
      largestMoveMs: 1000 * Math.max(...moves),
      cvChangePp: cv - finest.cv,
    };
  });
}
