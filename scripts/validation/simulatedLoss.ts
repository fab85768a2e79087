import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from '../../src/dsp/summary.ts';
import type { AxisColumns, ImuBlock, RecordingReader, SensorAxes } from '../../src/model/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { simulateWalk } from '../../src/simulator/index.ts';
import { randomStream } from '../../src/simulator/random.ts';
import { memoryReader } from '../../test/support/memoryReader.ts';
import { scoreSimulated } from './simulatedReading.ts';
import { walkFigures } from './summary.ts';
import { scoreWalkTrials } from './walkTrials.ts';

/** Samples lost at random places, in runs of one length. The time axis stays: a lost sample is a hole, never a shift. */
export interface Loss {
  readonly pct: number;
  readonly run: number;
}

export const LOSSES: readonly Loss[] = [{ pct: 0, run: 1 }, { pct: 1, run: 1 }, { pct: 5, run: 5 }, { pct: 10, run: 10 }];

/** How the reading changes when samples are lost. */
export interface LossReading {
  readonly loss: Loss;
  readonly walks: number;
  /** Walks with a CV at all. */
  readonly withCv: number;
  readonly cvMaePp: number;
  readonly meanF1: number;
  /** Strides that count for variability, over those of the undisturbed walks. */
  readonly strideShare: number;
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
  const byLoss = LOSSES.map((loss) => ({ loss, cv: [] as number[], f1: [] as number[], strides: 0 }));
  for (const seed of seeds) {
    const { recording, truth } = simulateWalk({ seed, feet: null, course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2 } });
    for (const row of byLoss) {
      const { document } = await analyzeRecording(withLoss(memoryReader(recording), row.loss, seed));
      const reading = scoreSimulated(recording, truth, document);
      row.f1.push(reading.f1);
      row.strides += document.metrics.find((m) => m.id === 'gait.strideTimeVariabilityCv')?.n ?? 0;
      if (Number.isFinite(reading.cvErrorPp)) row.cv.push(Math.abs(reading.cvErrorPp));
    }
  }
  return byLoss.map(({ loss, cv, f1, strides }) => ({
    loss, walks: seeds.length, withCv: cv.length, cvMaePp: cv.length > 0 ? mean(cv) : Number.NaN, meanF1: mean(f1), strideShare: strides / byLoss[0].strides,
  }));
}

/** As `simulatedLosses`, for recorded walks: CV from the contacts in the trials' straight parts, against the reference. */
export async function recordedLosses(root: string): Promise<LossReading[] | null> {
  const folder = join(root, 'voisard-walk');
  if (!existsSync(folder)) return null;
  const readings: LossReading[] = [];
  let undisturbed = 0;
  for (const loss of LOSSES) {
    let strides = 0;
    let number = 0;
    const scores = await scoreWalkTrials(folder, (reader) => withLoss(reader, loss, number++), (document) => { strides += document.strides.length; });
    undisturbed ||= strides;
    const valid = scores.filter((s) => Number.isFinite(s.strideTimeCvPct[1]));
    const figures = walkFigures(valid);
    readings.push({ loss, walks: scores.length, withCv: valid.length, cvMaePp: figures.cvMaePp, meanF1: figures.f1Whole, strideShare: strides / undisturbed });
  }
  return readings;
}
