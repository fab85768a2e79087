import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from '../../src/dsp/summary.ts';
import type { AnalysisDocument, AxisColumns, ImuBlock, RecordingReader, SensorAxes } from '../../src/model/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { simulateWalk } from '../../src/simulator/index.ts';
import { randomStream } from '../../src/simulator/random.ts';
import { memoryReader } from '../../test/support/memoryReader.ts';
import { f1 } from './matching.ts';
import { metricValue, scoreSimulated } from './simulatedReading.ts';
import { scoreWalkTrials } from './walkTrials.ts';

/** Samples lost at random places, in runs of one length. The time axis stays: a lost sample is a hole, never a shift. */
export interface Loss {
  readonly pct: number;
  readonly run: number;
}

export const LOSSES: readonly Loss[] = [{ pct: 0, run: 1 }, { pct: 1, run: 1 }, { pct: 5, run: 5 }, { pct: 10, run: 10 }];

/** Places are drawn this often for each recorded walk: one draw can be lucky. */
const DRAWS = 5;

/** How the reading changes when samples are lost. */
export interface LossReading {
  readonly loss: Loss;
  /** Walks times draws. */
  readonly readings: number;
  /** Error of the software's own CV. */
  readonly cvMaePp: number;
  /** Readings with a CV at all. */
  readonly withCv: number;
  /** Error of the CV of all found contacts, also those marked uncertain. */
  readonly contactCvMaePp: number;
  readonly meanF1: number;
  /** Strides that count for variability, over those of the undisturbed walks. */
  readonly strideShare: number;
}

interface OneReading {
  readonly cvErrorPp: number;
  readonly contactCvErrorPp: number;
  readonly f1: number;
  readonly strides: number;
}

/** A recording of which samples never arrive. */
export function withLoss(reader: RecordingReader, { pct, run }: Loss, seed: number): RecordingReader {
  if (pct === 0) return reader;
  const share = pct / 100;
  const begins = share / (run * (1 - share));
  return {
    header: reader.header,
    async *blocks(options) {
      const random = randomStream(seed, 'loss');
      let lost = 0;
      const source = reader.blocks(options);
      for (let next = await source.next(); ; next = await source.next()) {
        if (next.done) return next.value;
        const block = next.value;
        let from = 0;
        for (let i = 0; i <= block.length; i++) {
          if (i < block.length && lost === 0 && random.uniform() < begins) lost = run;
          const gone = i < block.length && lost > 0;
          if (gone) lost--;
          if (gone || i === block.length) {
            if (i > from) yield part(block, from, i);
            from = i + 1;
          }
        }
      }
    },
  };
}

function part(block: ImuBlock<SensorAxes>, from: number, to: number): ImuBlock<SensorAxes> {
  const cut = ({ x, y, z }: AxisColumns<SensorAxes>) => ({ x: x.slice(from, to), y: y.slice(from, to), z: z.slice(from, to) });
  return { ...block, startSample: block.startSample + from, length: to - from, acc: cut(block.acc), gyr: block.gyr && cut(block.gyr) };
}

/** Minute walks of the simulator with a sensor at the lower back alone, each with every loss. */
export async function simulatedLosses(seeds: readonly number[]): Promise<LossReading[]> {
  const byLoss = LOSSES.map((): OneReading[] => []);
  for (const seed of seeds) {
    const { recording, truth } = simulateWalk({ seed, feet: null, course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2 } });
    for (const [k, loss] of LOSSES.entries()) {
      const { document } = await analyzeRecording(withLoss(memoryReader(recording), loss, seed));
      const { cvErrorPp, cvTimingErrorPp: contactCvErrorPp, f1 } = scoreSimulated(recording, truth, document);
      byLoss[k].push({ cvErrorPp, contactCvErrorPp, f1, strides: stridesOf(document) });
    }
  }
  return byLoss.map((readings, k) => summarised(LOSSES[k], readings, byLoss[0]));
}

/** As `simulatedLosses`, for recorded walks: against the reference in their straight parts. @returns null where the dataset is missing */
export async function recordedLosses(root: string): Promise<LossReading[] | null> {
  const folder = join(root, 'voisard-walk');
  if (!existsSync(folder)) return null;
  const byLoss: OneReading[][] = [];
  for (const loss of LOSSES) {
    const readings: OneReading[] = [];
    for (let draw = 0; draw < (loss.pct === 0 ? 1 : DRAWS); draw++) {
      const documents: AnalysisDocument[] = [];
      const scores = await scoreWalkTrials(folder, (reader) => withLoss(reader, loss, 1000 * draw + documents.length), (document) => documents.push(document));
      for (const [k, { strideTimeCvPct: [reference, found], whole }] of scores.entries()) {
        readings.push({
          cvErrorPp: metricValue(documents[k], CV) - reference,
          contactCvErrorPp: found - reference,
          f1: f1(whole),
          strides: stridesOf(documents[k]),
        });
      }
    }
    byLoss.push(readings);
  }
  return byLoss.map((readings, k) => summarised(LOSSES[k], readings, byLoss[0]));
}

const CV = 'gait.strideTimeVariabilityCv';

function stridesOf(document: AnalysisDocument): number {
  return document.metrics.find((m) => m.id === CV)?.n ?? 0;
}

function summarised(loss: Loss, readings: readonly OneReading[], undisturbed: readonly OneReading[]): LossReading {
  const error = (pick: (r: OneReading) => number) => {
    const known = readings.map(pick).filter(Number.isFinite).map(Math.abs);
    return known.length > 0 ? mean(known) : Number.NaN;
  };
  return {
    loss,
    readings: readings.length,
    cvMaePp: error((r) => r.cvErrorPp),
    withCv: readings.filter((r) => Number.isFinite(r.cvErrorPp)).length,
    contactCvMaePp: error((r) => r.contactCvErrorPp),
    meanF1: mean(readings.map((r) => r.f1)),
    strideShare: mean(readings.map((r) => r.strides)) / mean(undisturbed.map((r) => r.strides)),
  };
}
