import { describe, expect, it } from 'vitest';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import type { RecordingData } from '../../../src/model/index.ts';
import { scenarios, simulate, simulateScenario, tilted, LOWER_BACK, type Scenario, type ScenarioId } from '../../../src/simulator/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

const analyse = async (recording: RecordingData, protocol: string) => (await analyzeRecording(memoryReader(recording), { protocol, traces: false })).document;
const read = (id: ScenarioId, protocol: string, seed = 3) => analyse(simulate(id, seed), protocol);
const codes = (document: Awaited<ReturnType<typeof read>>, severity?: string) => document.quality.findings.filter((f) => !severity || f.severity === severity).map((f) => f.code);
const valueOf = (document: Awaited<ReturnType<typeof read>>, id: string) => document.metrics.find((m) => m.id === id)!;
const variant = (id: ScenarioId, options: Scenario['options'], seed = 3) => {
  const found: Scenario = scenarios.find((s) => s.id === id)!;
  return simulateScenario({ ...found, options: { ...found.options, ...options } }, seed).recording;
};

describe('a timed up and go of 12.4 s', () => {
  it('is read as one, with every phase', async () => {
    const document = await read('timedUpAndGo', 'timedUpAndGo');
    expect(valueOf(document, 'tug.duration').value).toBeCloseTo(12.4, 0);
    expect(Math.abs(valueOf(document, 'tug.duration').value! - 12.4)).toBeLessThan(0.1);
    expect(document.phases.map((p) => p.name)).toEqual(['sitToStand', 'walkOut', 'turn', 'walkBack', 'turnToSit', 'standToSit']);
    expect(document.turns.map((t) => Math.round(Math.abs(t.angleDeg) / 20))).toEqual([9, 9]);
    expect(document.transfers.map((t) => [t.kind, t.complete])).toEqual([['sitToStand', true], ['standToSit', true]]);
    expect(document.quality.ok).toBe(true);
    expect(document.algorithms).toContain('transfers.turns@1');
  });

  it('fires the cut-off of 12 s without a stopwatch', async () => {
    const { document } = await analyzeRecording(memoryReader(simulate('timedUpAndGo', 3)), { protocol: 'timedUpAndGo', traces: false, answers: { 'falls.past12Months': 1 } });
    expect(document.risk!.models.find((m) => m.id === 'steadi2019')!.firedRules.map((r) => r.rule)).toContain('timedUpAndGo');
  });

  it('has no duration without the mark, and says what to do', async () => {
    const recording = simulate('timedUpAndGo', 3);
    const document = await analyse({ ...recording, events: recording.events.filter((e) => e.type !== 'go') }, 'timedUpAndGo');
    expect(valueOf(document, 'tug.duration').missing).toContain('no "go" mark');
    expect(valueOf(document, 'tug.movementDuration').value).toBeCloseTo(12, 0);
    expect(codes(document)).toContain('NO_GO_MARK');
  });

  it('is to be repeated where the person rose before "go"', async () => {
    const recording = simulate('timedUpAndGo', 3);
    const late = recording.events.map((e) => (e.type === 'go' ? { ...e, onsetS: e.onsetS + 1 } : e));
    const document = await analyse({ ...recording, events: late }, 'timedUpAndGo');
    expect(document.quality.findings.find((f) => f.code === 'STARTED_EARLY')!.message).toMatch(/^The person moved 0\.\d s before "go"\. Repeat the test/);
    expect(document.quality.ok).toBe(false);
  });

  it('is to be repeated where the radio was silent in the middle', async () => {
    const recording = simulate('timedUpAndGo', 3);
    const [sensor] = recording.sensors;
    const [whole] = sensor.blocks;
    const part = (from: number, to: number) => {
      const cut = (c: typeof whole.acc) => ({ x: c.x.slice(from, to), y: c.y.slice(from, to), z: c.z.slice(from, to) });
      return { ...whole, startSample: from, length: to - from, acc: cut(whole.acc), gyr: whole.gyr && cut(whole.gyr) };
    };
    const document = await analyse({ ...recording, sensors: [{ ...sensor, blocks: [part(0, 1500), part(1560, whole.length)] }] }, 'timedUpAndGo');
    expect(codes(document, 'problem')).toContain('GAP_IN_TEST');
  });
});

describe('a chair stand', () => {
  it('counts eight stands and the ninth, which was more than half-way', async () => {
    const document = await read('chairStand30s', 'chairStand30s');
    expect(valueOf(document, 'chair.standCount').value).toBe(9);
    expect(document.quality.findings.find((f) => f.code === 'RISE_UNDER_WAY')!.message).toContain('more than half-way, so it counts');
  });

  it('counts neither half rises nor one less than half-way', async () => {
    const document = await read('chairStandHalfRises', 'chairStand30s');
    expect(valueOf(document, 'chair.standCount').value).toBe(6);
    expect(valueOf(document, 'chair.incompleteRises').value).toBe(2);
    expect(codes(document).filter((c) => c === 'INCOMPLETE_RISE')).toHaveLength(2);
  });

  it('is too short where the recording stops early', async () => {
    const recording = simulate('chairStand30s', 3);
    const [sensor] = recording.sensors;
    const [whole] = sensor.blocks;
    const cut = (c: typeof whole.acc) => ({ x: c.x.slice(0, 2500), y: c.y.slice(0, 2500), z: c.z.slice(0, 2500) });
    const document = await analyse({ ...recording, sensors: [{ ...sensor, blocks: [{ ...whole, length: 2500, acc: cut(whole.acc), gyr: whole.gyr && cut(whole.gyr) }] }] }, 'chairStand30s');
    expect(codes(document, 'problem')).toContain('TOO_SHORT');
    expect(valueOf(document, 'chair.standCount').value).toBeNull();
  });

  it('with the sensor on a thigh is to be repeated', async () => {
    const recording = variant('fiveTimesSitToStand', { swayDeg: 0.1 });
    const document = await analyse(onThigh(recording), 'sitToStand');
    expect(codes(document, 'problem')).toContain('WRONG_MOUNTING');
  });

  it('is the same however the sensor is mounted', async () => {
    const document = await analyse(variant('chairStand30s', { lowerBack: { ...LOWER_BACK, mounting: tilted(tilted(LOWER_BACK.mounting, 'x', 95), 'y', 40) } }), 'chairStand30s');
    expect(valueOf(document, 'chair.standCount').value).toBe(9);
  });
});

describe('five rises', () => {
  it('are timed from "go" to the fifth stand', async () => {
    const recording = simulate('fiveTimesSitToStand', 4);
    const fifth = recording.events.filter((e) => e.type === 'sit_to_stand')[4];
    const go = recording.events.find((e) => e.type === 'go')!;
    const document = await analyse(recording, 'fiveTimesSitToStand');
    expect(Math.abs(valueOf(document, 'chair.fiveTimesDuration').value! - (fifth.onsetS + fifth.durationS - go.onsetS))).toBeLessThan(0.1);
  });
});

describe('a recording of something else', () => {
  it.each([
    ['minuteWalk', 'timedUpAndGo', 'no rise from a chair'],
    ['minuteWalk', 'chairStand30s', 'the person walks for'],
    ['standing', 'fiveTimesSitToStand', 'stays where they are'],
    ['standing', 'timedUpAndGo', 'no rise from a chair'],
    ['fiveTimesSitToStand', 'timedUpAndGo', 'does not turn round'],
    ['timedUpAndGo', 'chairStand30s', 'as in a timed up and go'],
    ['slowTimedUpAndGo', 'fiveTimesSitToStand', 'as in a timed up and go'],
  ] as const)('%s is refused as %s, with the reason', async (id, protocol, why) => {
    const document = await read(id, protocol);
    expect(codes(document, 'problem')).toContain('WRONG_RECORDING');
    for (const metric of document.metrics) expect(metric).toMatchObject({ value: null, n: 0, missing: expect.stringContaining(why) as string });
    expect(document.phases).toEqual([]);
  });

  it('one in which somebody rises once is five-times rises that are not complete, not something else', async () => {
    const document = await read('singleRise', 'fiveTimesSitToStand');
    expect(valueOf(document, 'chair.fiveTimesDuration').missing).toBe('Five complete rises are needed; one was found.');
    expect(document.transfers).toHaveLength(2);
  });
});

/** As if the sensor turned by 60 degrees more between sitting and standing: each sample turned about its right-hand axis by how far it has risen. */
function onThigh(recording: RecordingData): RecordingData {
  const rises = recording.events.filter((e) => e.type === 'sit_to_stand' || e.type === 'stand_to_sit');
  const angleAt = (timeS: number) => rises.reduce((sum, e) => {
    const u = Math.min(1, Math.max(0, (timeS - e.onsetS) / e.durationS));
    return sum + (e.type === 'sit_to_stand' ? -1 : 1) * ((60 * Math.PI) / 180) * (u * u * (3 - 2 * u));
  }, 0);
  const [sensor] = recording.sensors;
  const [block] = sensor.blocks;
  const fs = block.sampleRateHz;
  // BACK_FLAT: x is up, z forward, y to the right.
  const turned = { x: block.acc.x.slice(), y: block.acc.y, z: block.acc.z.slice() };
  const rate = block.gyr!.y.slice();
  for (let i = 0; i < block.length; i++) {
    const a = angleAt(i / fs);
    turned.x[i] = Math.cos(a) * block.acc.x[i] - Math.sin(a) * block.acc.z[i];
    turned.z[i] = Math.sin(a) * block.acc.x[i] + Math.cos(a) * block.acc.z[i];
    rate[i] += ((angleAt((i + 1) / fs) - angleAt((i - 1) / fs)) * fs * 90) / Math.PI;
  }
  return { ...recording, sensors: [{ ...sensor, blocks: [{ ...block, acc: turned, gyr: { ...block.gyr!, y: rate } }] }] };
}

describe('what was entered beside the sensor', () => {
  it('is the value of the test: a stopwatch time, a count', async () => {
    const entered = async (id: ScenarioId, protocol: string, answers: Record<string, number>) =>
      (await analyzeRecording(memoryReader(simulate(id, 3)), { protocol, traces: false, answers })).document;
    const tug = await entered('timedUpAndGo', 'timedUpAndGo', { 'functionTests.timedUpAndGoS': 13.1 });
    expect(valueOf(tug, 'tug.duration')).toMatchObject({ value: 13.1, source: 'entered' });
    expect(valueOf(tug, 'tug.movementDuration').source).toBe('measured');
    expect(valueOf(await entered('chairStand30s', 'chairStand30s', { 'functionTests.chairStandCount': 8 }), 'chair.standCount')).toMatchObject({ value: 8, source: 'entered' });
    expect(valueOf(await entered('fiveTimesSitToStand', 'fiveTimesSitToStand', { 'functionTests.fiveChairStandsS': 15.2 }), 'chair.fiveTimesDuration')).toMatchObject({ value: 15.2, source: 'entered' });
  });
});
