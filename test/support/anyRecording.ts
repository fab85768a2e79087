import fc from 'fast-check';
import type { ImuBlock, RecordingData, RecordingReader, SensorAxes } from '../../src/model/index.ts';
import { readAll } from '../readAll.ts';

/** Every value by site, column and place on the grid, NaN where there is none, as bytes. */
export async function gridOf(reader: RecordingReader): Promise<Record<string, Buffer>> {
  const { blocks, trailer } = await readAll(reader);
  const found: Record<string, Float64Array> = {};
  for (const { site, startSample, acc, gyr } of blocks) {
    for (const [kind, columns] of Object.entries({ acc, gyr })) {
      for (const [axis, values] of Object.entries(columns ?? {})) (found[`${site} ${kind} ${axis}`] ??= new Float64Array(trailer.sampleCount).fill(NaN)).set(values, startSample);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, { buffer }]) => [name, Buffer.from(buffer)]));
}

/** Numbers as files hold them: of few places, of a sensor's own step, in g, or of no step at all. */
const KINDS: readonly ((x: number) => number)[] = [
  (x) => Math.round(x * 100) / 100,
  (x) => Math.round(Math.round(x / 0.0023942) * 0.0023942 * 1e6) / 1e6,
  (x) => (Math.round((x / 9.80665) * 1e4) / 1e4) * 9.80665,
  (x) => (Math.round(x * 1e3) / 1e3) * (180 / Math.PI),
  (x) => x / 3,
  (x) => 1e9 * x,
  () => 0,
];

/** Recordings of any numbers, gaps and sensors. */
export const recordings: fc.Arbitrary<RecordingData> = fc.record({
  sampleRateHz: fc.constantFrom(25, 100, 102.4),
  parts: fc.array(fc.tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 20_000 })), { minLength: 1, maxLength: 4 }), fc.boolean(), fc.constantFrom(...KINDS), fc.constantFrom(...KINDS)), { minLength: 1, maxLength: 3 }),
}).map(({ sampleRateHz, parts }) => ({
  subject: '01', task: 'walk', sampleRateHz, events: [],
  sensors: parts.map(([runs, hasGyroscope, ofAcc, ofGyr], s) => {
    const site = ['lowerBack', 'leftFoot', 'sternum'][s];
    let at = -runs[0][0];
    const blocks = runs.map(([gap, length]): ImuBlock<SensorAxes> => {
      const startSample = at + gap;
      at = startSample + length;
      const column = (seed: number, of: (x: number) => number) => Float64Array.from({ length }, (_, i) => of(20 * Math.sin(seed + (startSample + i) * 0.731)) + 0);
      return { site, sampleRateHz, startSample, length, acc: { x: column(1, ofAcc), y: column(2, ofAcc), z: column(3, ofGyr) }, gyr: hasGyroscope ? { x: column(4, ofGyr), y: column(5, ofGyr), z: column(6, ofAcc) } : null };
    });
    return { site, trackedPoint: site, blocks };
  }),
}));
