import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisDocument, RecordingData } from '../../../../src/model/index.ts';
import { analyzeRecording } from '../../../../src/pipeline/offline.ts';
import { protocols, type ProtocolId } from '../../../../src/protocols/index.ts';
import { ALIGNED, LOWER_BACK, simulate, simulateWalk, tilted, type ScenarioId, type WalkOptions } from '../../../../src/simulator/index.ts';
import { simulateScene } from '../../../../src/simulator/scenes/simulateScene.ts';
import { stanceScene, type StancePlan } from '../../../../src/simulator/scenes/stances.ts';
import { memoryReader, rotated, rotationOf } from '../../../support/memoryReader.ts';

const analyse = async (recording: RecordingData, protocol: ProtocolId): Promise<AnalysisDocument> => (await analyzeRecording(memoryReader(recording), { protocol })).document;
const PLAN: StancePlan = { readyS: 3, testS: 30, swayDeg: [0.5, 0.3], bandHz: [0.15, 1.2] };
const HELD: StancePlan = { ...PLAN, readyS: 5, testS: 10 };
const record = (plan: StancePlan, options: Partial<WalkOptions> = {}) => simulateScene(stanceScene(plan), { seed: 5, course: null, swayDeg: 0, feet: null, ...options });
const codes = (document: AnalysisDocument) => document.quality.findings.map(({ code }) => code);
const problems = (document: AnalysisDocument) => document.quality.findings.filter(({ severity }) => severity === 'problem').map(({ code }) => code);
const value = (document: AnalysisDocument, id: string): number => document.metrics.find((metric) => metric.id === id)?.value ?? NaN;
/** Without what is said of the placement, and without the marks. */
const unsaid = (recording: RecordingData): RecordingData => ({ ...recording, sensors: recording.sensors.map(({ placement: _, ...sensor }) => sensor) });
const unmarked = (recording: RecordingData): RecordingData => ({ ...recording, events: [] });

describe('half a minute of quiet standing', () => {
  let document: AnalysisDocument;
  const { recording, truth } = record(PLAN, { lowerBack: { ...LOWER_BACK, accNoiseUgPerRootHz: 20 } });
  beforeAll(async () => {
    document = await analyse(recording, 'stanceOpenFirm');
  });

  it('has every number of the protocol, and nothing to settle', () => {
    expect(document.metrics.filter((metric) => metric.value === null)).toEqual([]);
    expect(document.metrics.map(({ id }) => id).sort()).toEqual([...protocols.find(({ id }) => id === 'stanceOpenFirm')!.metrics].sort());
    expect(document.quality).toEqual({ ok: true, findings: [] });
  });

  it('has the sway that is in it: power of the felt sines', () => {
    const power = (sines: readonly { readonly mps2: number }[]) => sines.reduce((sum, { mps2 }) => sum + mps2 ** 2 / 2, 0);
    // A window of 28 s sees some of the slowest sines only in part, and the low-pass takes a little of the quickest.
    expect(value(document, 'sway.rmsAp')).toBeCloseTo(Math.sqrt(power(truth.stance!.felt.ap)), 1);
    expect(Math.abs(value(document, 'sway.rmsAp') / Math.sqrt(power(truth.stance!.felt.ap)) - 1)).toBeLessThan(0.15);
    expect(Math.abs(value(document, 'sway.rmsMl') / Math.sqrt(power(truth.stance!.felt.ml)) - 1)).toBeLessThan(0.15);
  });

  it('is in the document: condition, from when to when, what is measured and how it ended', () => {
    expect(document.stances).toEqual([{ startS: 3, endS: 33, condition: 'feet apart, eyes open, firm', heldS: 30, ended: 'full', quiet: { startS: 5, endS: 33 }, events: [] }]);
    expect(document.circumstances).toEqual({ surface: 'firm', eyes: 'open', feet: 'apart' });
    expect(document.algorithms).toContain('stance.reading@1');
  });

  it('is the same later in a longer recording', async () => {
    const later = await analyse(record({ ...PLAN, readyS: 9 }, { lowerBack: { ...LOWER_BACK, accNoiseUgPerRootHz: 20 } }).recording, 'stanceOpenFirm');
    expect(later.stances[0]).toMatchObject({ startS: 9, endS: 39, ended: 'full' });
    expect(problems(later)).toEqual([]);
  });

  it('is the same in the plane however the sensor is mounted, and says that forward is not known', async () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    await fc.assert(fc.asyncProperty(fc.tuple(part, part, part, part).filter((q) => Math.hypot(...q) > 0.1), async (q) => {
      const turned = await analyse(unsaid(rotated(recording, rotationOf(...q))), 'stanceOpenFirm');
      for (const id of ['sway.rms', 'sway.jerk', 'sway.path', 'sway.ellipseArea', 'sway.f95', 'sway.leanRms']) expect(Math.abs(value(turned, id) / value(document, id) - 1)).toBeLessThan(1e-5);
      expect(turned.metrics.find(({ id }) => id === 'sway.rmsAp')).toMatchObject({ value: null, missing: expect.stringMatching(/Front and back of the sensor are not known/) as string });
      expect(codes(turned)).toContain('DIRECTIONS_UNKNOWN');
      expect(turned.quality.ok).toBe(true);
    }), { numRuns: 4 });
  });

  it('has the same numbers when the sensor is said to point backward: which way is forward does not matter', async () => {
    const other = { ...recording, sensors: recording.sensors.map((sensor) => ({ ...sensor, placement: 'L5, z backward' })) };
    expect((await analyse(other, 'stanceOpenFirm')).metrics.map((m) => m.value)).toEqual(document.metrics.map((m) => m.value));
  });
});

describe('front and back', () => {
  it('come from a walk of some steps in the same recording where nothing is said of the sensor', async () => {
    const { recording } = simulateWalk({ seed: 3, course: { lengthM: 6, until: { lengths: 1 }, turnDirection: 'left', turnDurationS: 2 }, standBeforeS: 1, standAfterS: 35, swayDeg: 0.5, feet: null });
    const document = await analyse(unmarked(unsaid(recording)), 'stanceOpenFirm');
    expect(document.quality.findings.filter(({ code }) => code === 'DIRECTIONS_UNKNOWN')).toEqual([]);
    // The simulated person sways twice as far forward as sideways.
    expect(value(document, 'sway.rmsAp') / value(document, 'sway.rmsMl')).toBeGreaterThan(1.4);
  });

  it('are doubted where the walk goes another way than the sensor is said to point', async () => {
    const { recording } = simulateWalk({ seed: 3, course: { lengthM: 6, until: { lengths: 1 }, turnDirection: 'left', turnDurationS: 2 }, standBeforeS: 1, standAfterS: 35, swayDeg: 0.5, feet: null });
    const wrong = { ...recording, events: [], sensors: recording.sensors.map((sensor) => ({ ...sensor, placement: 'y forward' })) };
    expect(problems(await analyse(wrong, 'stanceOpenFirm'))).toContain('WRONG_MOUNTING');
  });
});

describe('what should be repeated', () => {
  const cases: readonly (readonly [what: string, code: string, record: () => RecordingData])[] = [
    ['a step', 'STEPPED', () => record({ ...PLAN, event: { kind: 'step', atS: 24 } }).recording],
    ['a loss of balance', 'BALANCE_LOST', () => record({ ...PLAN, event: { kind: 'lossOfBalance', atS: 24 } }).recording],
    ['talking and looking round', 'MOVED_ABOUT', () => simulate('stanceTalking', 2)],
    ['a late start', 'STARTED_LATE', () => simulate('stanceLate', 2)],
    ['too little of it', 'TOO_SHORT', () => record({ ...PLAN, testS: 14 }).recording],
    ['a sensor that lies askew', 'WRONG_MOUNTING', () => record(PLAN, { lowerBack: { ...LOWER_BACK, mounting: tilted(LOWER_BACK.mounting, 'y', -35) } }).recording],
    ['a sensor that slips', 'SENSOR_MOVED', () => {
      const { recording } = record(PLAN);
      return { ...recording, sensors: recording.sensors.map((sensor) => ({ ...sensor, blocks: sensor.blocks.map((block) => {
        // Ten degrees in ten seconds, about the sensor's own side.
        const slip = (i: number) => Math.min(10, Math.max(0, (i - 1200) / 100)) * (Math.PI / 180);
        const turned = (sign: 1 | -1) => Float64Array.from({ length: block.length }, (_, i) => {
          const [c, s] = [Math.cos(slip(i)), Math.sin(slip(i))];
          return sign === 1 ? c * block.acc.x[i] + s * block.acc.z[i] : c * block.acc.z[i] - s * block.acc.x[i];
        });
        return { ...block, acc: { ...block.acc, x: turned(1), z: turned(-1) } };
      }) })) };
    }],
    ['a radio that lost much', 'STANCE_LOSS', () => record(PLAN, { lostPackets: { lossPct: 25, samplesPerPacket: 5, meanBurstPackets: 4 } }).recording],
  ];

  it.each(cases)('%s is a plain sentence with "repeat" as the answer (%s)', async (_, code, make) => {
    const document = await analyse(make(), 'stanceOpenFirm');
    expect(document.quality.ok).toBe(false);
    const finding = document.quality.findings.find((one) => one.code === code && one.severity === 'problem');
    expect(finding?.message).toMatch(/^[A-Z0-9].*\. Repeat the test\.$/);
    expect(finding?.startS).toBeGreaterThanOrEqual(0);
  });

  it('a step late in the test leaves the sway before it; an early one leaves none', async () => {
    const late = await analyse(record({ ...PLAN, event: { kind: 'step', atS: 24 } }).recording, 'stanceOpenFirm');
    expect(value(late, 'sway.rms')).toBeGreaterThan(0);
    expect(late.metrics.find(({ id }) => id === 'sway.path')!.flags).toEqual(['short']);
    const early = await analyse(record({ ...PLAN, event: { kind: 'step', atS: 9 } }).recording, 'stanceOpenFirm');
    expect(early.metrics.every((metric) => metric.value === null && /needs at least 20 s/.test(metric.missing ?? ''))).toBe(true);
  });
});

describe('how long a stance is held', () => {
  it.each([['step', 1.5], ['step', 6.4], ['step', 9.4], ['lossOfBalance', 3.7], ['lossOfBalance', 8]] as const)('is found within a quarter of a second of a %s after %d s', async (kind, atS) => {
    const document = await analyse(record({ ...HELD, tremorMps2: 0.05, event: { kind, atS } }).recording, 'stanceTandem');
    expect(Math.abs(value(document, 'stance.heldTime') - atS)).toBeLessThan(0.3);
    expect(document.stances[0]).toMatchObject({ condition: 'tandem, eyes open, firm', ended: kind });
    expect(document.stances[0].events![0].kind).toBe(kind);
    // It is the result, not a fault of the recording.
    expect(document.quality.ok).toBe(true);
    expect(codes(document)).toContain('STANCE_ENDED');
  });

  it.each([[9.99, 9.99, 'stop'], [10, 10, 'full'], [10.5, 10, 'full']] as const)('is %d s where the end is marked then: %d s', async (stopS, heldS, ended) => {
    const { recording } = record(HELD);
    const marked = { ...recording, events: recording.events.map((event) => (event.type === 'stop' ? { ...event, onsetS: 5 + stopS } : event)) };
    const document = await analyse(marked, 'stanceTandem');
    expect(value(document, 'stance.heldTime')).toBe(heldS);
    expect(document.stances[0].ended).toBe(ended);
  });

  it('is not known where the recording ends before it', async () => {
    const { recording } = record(HELD);
    const cut = { ...recording, events: recording.events.filter(({ type }) => type === 'go'), sensors: recording.sensors.map((s) => ({ ...s, blocks: s.blocks.map((b) => ({ ...b, length: 1200 })) })) };
    const document = await analyse(cut, 'stanceTandem');
    expect(document.metrics.find(({ id }) => id === 'stance.heldTime')).toMatchObject({ value: null, missing: expect.stringMatching(/ends 7\.0 s into the stance/) as string, n: 0 });
    expect(problems(document)).toEqual(['TOO_SHORT']);
  });

  it('without a "go" it is counted from the first calm, and says so', async () => {
    const document = await analyse(unmarked(record({ ...HELD, event: { kind: 'step', atS: 6.4 } }).recording), 'stanceTandem');
    expect(codes(document)).toContain('NO_GO_MARK');
    expect(document.stances[0].ended).toBe('step');
  });

  it('is doubted where somebody still moved at the "go"', async () => {
    expect(problems(await analyse(record({ ...HELD, lateS: 2 }).recording, 'stanceTandem'))).toContain('STARTED_LATE');
  });
});

describe('what is no standing test', () => {
  it.each<[ScenarioId, ProtocolId, RegExp]>([
    ['straight', 'stanceOpenFirm', /somebody walks in it for \d+ s/],
    ['slowAsymmetric', 'stanceTandem', /somebody walks/],
    ['sitToStand', 'stanceTandem', /bends deeply \d+ times, as in rising from a chair/],
    ['sitting', 'stanceOpenFirm', /sensor hardly moves.*sitting/],
    ['lying', 'stanceClosedFirm', /tips over by \d+ degrees, as in lying down/],
  ])('%s, analysed as %s, is refused with the reason and never scored', async (scenario, protocol, why) => {
    const document = await analyse(simulate(scenario, 3), protocol);
    expect(document.stances).toEqual([]);
    expect(document.metrics.length).toBeGreaterThan(5);
    for (const metric of document.metrics) expect(metric).toMatchObject({ value: null, missing: expect.stringMatching(why) as string, n: 0 });
    expect(problems(document)).toContain('WRONG_RECORDING');
  });

  it('a person who lies is refused by the axis that should point forward', async () => {
    const { recording } = record(PLAN, { lowerBack: { ...LOWER_BACK, mounting: tilted(ALIGNED, 'z', 10) } });
    const lying = { ...recording, sensors: recording.sensors.map((sensor) => ({ ...sensor, placement: 'L5, y forward' })) };
    expect((await analyse(lying, 'stanceOpenFirm')).quality.findings[0].message).toMatch(/should point forward points up or down, as in lying/);
  });

  it('a sensor that sends noughts is refused', async () => {
    const { recording } = record(PLAN);
    const dead = { ...recording, sensors: recording.sensors.map((sensor) => ({ ...sensor, blocks: sensor.blocks.map((block) => ({ ...block, acc: { x: new Float64Array(block.length), y: new Float64Array(block.length), z: new Float64Array(block.length) } })) })) };
    expect(problems(await analyse(dead, 'stanceOpenFirm'))).toContain('WRONG_RECORDING');
  });

  it('a person who turns round is refused', async () => {
    const scene = stanceScene(PLAN);
    const { recording } = simulateScene((random, seed, who) => {
      const made = scene(random, seed, who);
      return { ...made, moves: [...made.moves, { of: 'yaw' as const, startS: 8, durationS: 4, by: Math.PI }] };
    }, { seed: 5, course: null, swayDeg: 0, feet: null });
    expect((await analyse(unmarked(recording), 'stanceTandem')).quality.findings.find(({ code }) => code === 'WRONG_RECORDING')?.message).toMatch(/turns round by 1\d\d degrees/);
  });
});
