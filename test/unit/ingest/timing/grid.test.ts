import { describe, expect, test } from 'vitest';
import { sampleBatch, type SampleStream } from '../../../../src/ingest/sensors/define.ts';
import { onOneGrid } from '../../../../src/ingest/timing/grid.ts';
import { SensorTimeline } from '../../../../src/ingest/timing/timeline.ts';
import { randomStream } from '../../../../src/simulator/random.ts';

const CLOCK: SampleStream = { measures: 'accGyr', rateHz: 60, clock: { kind: 'timestamp', tickS: 1e-6, wrapBits: 32 } };
const INTERVAL_MS = 15;

interface Worn {
  readonly site: string;
  readonly seconds: number;
  readonly driftPpm?: number;
  readonly firstTick?: number;
  readonly phaseMs?: number;
  readonly stream?: SampleStream;
  readonly seed?: number;
  readonly lost?: (sample: number) => boolean;
}

/** The movement everyone wears: 1.3 Hz, so that a delay shows as a phase. */
const movement = (timeMs: number): number => 9.81 + Math.sin((2 * Math.PI * 1.3 * timeMs) / 1000);

/**
 * A sensor whose packets wait for the next connection event (every 15 ms) and, one in twenty, for the one after.
 * Its clock runs fast by `driftPpm` and it samples by that clock.
 */
function worn({ site, seconds, driftPpm = 0, firstTick = 0, phaseMs = 0, stream = CLOCK, seed = 1, lost = () => false }: Worn): SensorTimeline {
  const timeline = new SensorTimeline(site, [stream], [1]);
  timeline.connected();
  const random = randomStream(seed, site);
  const eventPhase = random.uniform() * INTERVAL_MS;
  const batch = sampleBatch(stream.measures, 1);
  batch.length = 1;
  const period = 1000 / stream.rateHz / (1 + driftPpm * 1e-6);
  for (let n = 0; n < seconds * stream.rateHz; n++) {
    const takenMs = phaseMs + n * period;
    let arrival = eventPhase + Math.ceil((takenMs - eventPhase) / INTERVAL_MS) * INTERVAL_MS;
    while (random.uniform() < 0.05) arrival += INTERVAL_MS;
    if (lost(n)) continue;
    batch.ticks[0] = stream.clock.kind === 'none' ? 0 : (firstTick + Math.round((n * 1e6) / stream.rateHz)) % 2 ** 32;
    for (const column of batch.columns) column[0] = movement(takenMs);
    timeline.add([batch], arrival + 3);
  }
  return timeline;
}

/** RMS distance of two sensors' movements in time, ms, from the phase of 1.3 Hz in stretches of ten seconds. */
function misalignmentMs(a: Float64Array, b: Float64Array, rateHz: number): number {
  const length = Math.round(10 * rateHz);
  const errors: number[] = [];
  for (let start = 0; start + length <= Math.min(a.length, b.length); start += length) {
    const phase = (x: Float64Array): number => {
      let re = 0;
      let im = 0;
      for (let i = 0; i < length; i++) {
        const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
        re += w * (x[start + i] - 9.81) * Math.cos((2 * Math.PI * 1.3 * i) / rateHz);
        im += w * (x[start + i] - 9.81) * Math.sin((2 * Math.PI * 1.3 * i) / rateHz);
      }
      return Math.atan2(im, re);
    };
    const turn = ((phase(a) - phase(b) + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
    errors.push((1000 * turn) / (2 * Math.PI * 1.3));
  }
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
}

function alignment(seconds: number, seed: number): number {
  const grid = onOneGrid([
    worn({ site: 'lowerBack', seconds, driftPpm: 50, seed }),
    worn({ site: 'leftFoot', seconds, driftPpm: -50, phaseMs: 7.3, firstTick: 4e9, seed: seed + 1000 }),
  ])!;
  const [back, foot] = grid.sensors.map(({ blocks }) => blocks);
  expect([back.length, foot.length]).toEqual([1, 1]);
  const from = Math.max(back[0].startSample, foot[0].startSample);
  return misalignmentMs(back[0].acc.x.subarray(from - back[0].startSample), foot[0].acc.x.subarray(from - foot[0].startSample), grid.sampleRateHz);
}

describe('sensors on one grid', () => {
  test('two sensors whose clocks drift apart by 100 ppm are aligned within 2 ms over a minute and 5 ms over half an hour', () => {
    for (let seed = 1; seed <= 20; seed++) expect(alignment(62, seed)).toBeLessThan(2);
    for (let seed = 1; seed <= 3; seed++) expect(alignment(1800, seed)).toBeLessThan(5);
  });

  test('a walk too short for a fit is aligned within 2 ms too', () => {
    for (let seed = 1; seed <= 20; seed++) expect(alignment(30, seed)).toBeLessThan(2);
  });

  test('the reference sensor\'s samples are taken as they came', () => {
    const grid = onOneGrid([worn({ site: 'sternum', seconds: 20, phaseMs: 4 }), worn({ site: 'lowerBack', seconds: 20, phaseMs: 9 })])!;
    const { blocks: [block] } = grid.sensors[1];
    expect(grid.sampleRateHz).toBeCloseTo(60, 4);
    expect(block.length).toBe(grid.sampleCount);
    const first = Array.from({ length: 1200 }, (_, n) => movement(9 + (n * 1000) / 60)).findIndex((value) => value === block.acc.x[0]);
    expect(first).toBeGreaterThanOrEqual(0);
    for (let i = 0; i < block.length; i++) expect(block.acc.x[i]).toBeCloseTo(movement(9 + ((first + i) * 1000) / 60), 12);
  });

  test('between the samples of another sensor the movement is read to a thousandth', () => {
    const grid = onOneGrid([worn({ site: 'lowerBack', seconds: 20 }), worn({ site: 'leftFoot', seconds: 20, phaseMs: 8.1 })])!;
    const [back, foot] = grid.sensors.map(({ blocks: [block] }) => block);
    // Both links have their own least delay, unseen by anybody: what is left after it is compensated is the reading's error.
    const offset = misalignmentMs(back.acc.x, foot.acc.x, grid.sampleRateHz);
    expect(offset).toBeLessThan(2);
    const swing = foot.acc.x.slice(60, -60);
    const top = swing.reduce((a, b) => Math.max(a, b));
    expect(top).toBeGreaterThan(9.81 + 0.998);
    expect(top).toBeLessThan(9.81 + 1.001);
  });

  test('a lost sample is a gap and never made up, and all losses are counted', () => {
    const lost = new Set([300, 301, 302, 700]);
    const grid = onOneGrid([
      worn({ site: 'lowerBack', seconds: 20, lost: (n) => lost.has(n) }),
      worn({ site: 'leftFoot', seconds: 20, phaseMs: 8.1, lost: (n) => lost.has(n) }),
    ])!;
    const [back, foot] = grid.sensors;
    expect(back.blocks).toHaveLength(3);
    expect(back.blocks[1].startSample - (back.blocks[0].startSample + back.blocks[0].length)).toBe(3);
    expect(foot.blocks).toHaveLength(3);
    // Between two samples four periods apart lie four places of the grid.
    expect(foot.blocks[1].startSample - (foot.blocks[0].startSample + foot.blocks[0].length)).toBe(4);
    for (const { quality } of grid.sensors) expect(quality).toMatchObject({ samples: 1196, lost: 4, lossUncertain: false, maxGapMs: 50 });
  });

  test('skew, rate and residual are told for a long recording', () => {
    const [{ quality }] = onOneGrid([worn({ site: 'lowerBack', seconds: 600, driftPpm: 40 })])!.sensors;
    expect(quality.skewPpm).toBeGreaterThan(35);
    expect(quality.skewPpm).toBeLessThan(45);
    expect(quality.effectiveHz).toBeCloseTo(60 * (1 + 40e-6), 3);
    expect(quality.residualMs).toBeGreaterThan(2);
    expect(quality.residualMs).toBeLessThan(15);
  });

  test('the two halves of a sensor that samples acceleration and turning apart are joined', () => {
    const clock = { kind: 'timestamp', tickS: 48 / 32768, wrapBits: 32 } as const;
    const timeline = new SensorTimeline('lowerBack', [{ measures: 'acc', rateHz: 100, clock }, { measures: 'gyr', rateHz: 100, clock }], [1, 1]);
    timeline.connected();
    const [acc, gyr] = [sampleBatch('acc', 1), sampleBatch('gyr', 1)];
    for (let n = 0; n < 1000; n++) {
      for (const [batch, laterMs] of [[acc, 0], [gyr, 3]] as const) {
        acc.length = gyr.length = 0;
        batch.length = batch === gyr && n >= 500 && n < 510 ? 0 : 1;
        batch.ticks[0] = Math.floor((10 * n + laterMs) / (48000 / 32768));
        for (const column of batch.columns) column[0] = movement(10 * n + laterMs);
        timeline.add([acc, gyr], 10 * n + laterMs + 8);
      }
    }
    const grid = onOneGrid([timeline])!;
    const { blocks, quality } = grid.sensors[0];
    expect(blocks).toHaveLength(2);
    expect(quality.lost).toBe(10);
    const [block] = blocks;
    for (let i = 20; i < block.length - 20; i++) expect(Math.abs(block.acc.x[i] - block.gyr!.x[i])).toBeLessThan(0.02);
  });

  test('a sensor without a clock is placed by its count and its times of arrival', () => {
    const stream: SampleStream = { measures: 'accGyr', rateHz: 50, clock: { kind: 'none' } };
    // It samples at 51 Hz where 50 was asked for.
    const grid = onOneGrid([worn({ site: 'lowerBack', seconds: 60, stream, driftPpm: 20_000 })])!;
    expect(grid.sampleRateHz).toBeCloseTo(51, 1);
    expect(grid.sensors[0].quality).toMatchObject({ lossUncertain: true, skewPpm: null, lost: 0 });
  });

  test('sensors of which none sent a sample make no grid', () => {
    expect(onOneGrid([new SensorTimeline('lowerBack', [CLOCK], [1])])).toBeNull();
  });
});
