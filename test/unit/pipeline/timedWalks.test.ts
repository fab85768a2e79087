import { describe, expect, it } from 'vitest';
import type { Answers, MetricValue } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulateScenario, simulateWalk, type ScenarioId } from '../../../src/simulator/index.ts';
import { backwardWalk } from '../../../src/simulator/scenarios/backwardWalk.ts';
import { memoryReader } from '../../support/memoryReader.ts';

async function read(scenario: ScenarioId, { protocol = scenario, answers, courseLengthM, seed = 1 }: { protocol?: string; answers?: Answers; courseLengthM?: number; seed?: number } = {}) {
  const { recording, truth } = simulateScenario(scenario, seed);
  const { document } = await analyzeRecording(memoryReader(recording), { protocol, answers, courseLengthM, traces: false });
  const of = (id: string): MetricValue => document.metrics.find((metric) => metric.id === id)!;
  return { recording, truth, document, of };
}

describe('a walk over a course', () => {
  it.each([['fourMetreWalk', 4], ['tenMetreWalk', 10], ['backwardWalk', 3]] as const)('%s takes its time from mark to mark, and its length from the test', async (scenario, lengthM) => {
    const { truth, document, of } = await read(scenario);
    const seconds = truth.timed!.endS - truth.timed!.startS;
    expect(of('walk.courseTime').value).toBeCloseTo(seconds, 3);
    expect(of('walk.courseSpeed').value).toBeCloseTo(lengthM / seconds, 3);
    expect(document.circumstances).toMatchObject({ courseLengthM: lengthM });
  });

  it('of another length keeps it, and has its speed over it', async () => {
    const { truth, document, of } = await read('fourMetreWalk', { courseLengthM: 3 });
    expect(document.circumstances).toEqual({ courseLengthM: 3 });
    expect(of('walk.courseSpeed').value).toBeCloseTo(3 / (truth.timed!.endS - truth.timed!.startS), 3);
  });

  it('is not stretched to the course, as it goes on behind the mark', async () => {
    const { truth, document, of } = await read('tenMetreWalk');
    expect(document.quality.findings.map(({ code }) => code)).not.toContain('COURSE_CALIBRATED');
    expect(Math.abs(of('gait.walkingSpeed').value! / truth.steady!.walkingSpeedMps - 1)).toBeLessThan(0.06);
  });

  it('without marks has no time, and says what to do', async () => {
    const { of } = await read('straight', { protocol: 'tenMetreWalk' });
    expect(of('walk.courseSpeed')).toMatchObject({ value: null, missing: expect.stringContaining('mark "go" at its start and "stop" at its end') as string });
  });

  it('takes an entered stopwatch time before the marks, and rule sets take it before the sensor', async () => {
    const { document, of } = await read('fourMetreWalk', { answers: { 'functionTests.fourMetreWalkS': 5.5 } });
    expect(of('walk.courseTime')).toMatchObject({ value: 5.5, source: 'entered' });
    expect(of('walk.courseSpeed').value).toBeCloseTo(4 / 5.5, 6);
    const pace = document.risk!.domains.find(({ id }) => id === 'pace')!.items.find(({ id }) => id === 'gait.walkingSpeed')!;
    expect(pace).toMatchObject({ status: 'concern', origin: { kind: 'entered' }, text: 'Walking speed is 0.73 m/s, at or below 0.80 m/s.' });
  });
});

describe('a walk in a time', () => {
  it('estimates its distance over two minutes, and says that it is an estimate', async () => {
    const { truth, of } = await read('twoMinuteWalk');
    const [first] = truth.strides;
    const walkedM = truth.strides.filter(({ startS }) => startS < first.startS + 120).reduce((sum, { lengthM }) => sum + lengthM / 2, 0);
    expect(Math.abs(of('walk.distance').value! / walkedM - 1)).toBeLessThan(0.06);
    expect(of('walk.distance').flags).toContain('estimatedDistance');
  });

  it('that was not recorded to its end has no distance', async () => {
    const { of } = await read('minuteWalk', { protocol: 'twoMinuteWalk' });
    expect(of('walk.distance')).toMatchObject({ value: null, missing: expect.stringContaining('does not hold the whole time of the test') as string });
  });

  it('takes a distance that was measured on the ground', async () => {
    const { of } = await read('minuteWalk', { protocol: 'sixMinuteWalk', answers: { 'functionTests.sixMinuteWalkM': 402 } });
    expect(of('walk.distance')).toMatchObject({ value: 402, source: 'entered', n: 1 });
  });
});

describe('a walk backwards', () => {
  it('has its rhythm, and neither sides nor lengths', async () => {
    const { recording, truth, document, of } = await read('backwardWalk');
    expect(Math.abs(of('gait.strideTime').value! / truth.steady!.strideTimeMeanS - 1)).toBeLessThan(0.02);
    expect(document.initialContacts.length).toBeGreaterThan(10);
    expect(new Set([...document.initialContacts, ...document.finalContacts, ...document.strides].map(({ side }) => side))).toEqual(new Set([null]));
    expect(document.strides.every((stride) => stride.lengthM === undefined)).toBe(true);
    expect(document.quality.findings.map(({ code }) => code)).toContain('WALKED_BACKWARD');
    expect(recording.events.some(({ type }) => type === 'left_initial_contact')).toBe(true);
  });

  it('would get every foot wrong by the lower back: that is why its sides are left out', async () => {
    const { recording } = simulateWalk({ ...backwardWalk.options, course: { lengthM: 10, until: { lengths: 1 }, turnDirection: 'right', turnDurationS: 2 }, seed: 3 });
    const { document } = await analyzeRecording(memoryReader(recording), { traces: false });
    const told = document.initialContacts.flatMap(({ timeS, side }) => {
      const event = recording.events.find(({ type, onsetS }) => type.endsWith('_initial_contact') && Math.abs(onsetS - timeS) < 0.2);
      return event ? [event.type === `${side}_initial_contact`] : [];
    });
    expect(told.length).toBeGreaterThan(10);
    expect(told.every((right) => !right)).toBe(true);
  });

  it('and one with a second task say nothing to rule sets about usual walking', async () => {
    for (const scenario of ['backwardWalk', 'dualTaskWalk'] as const) {
      const { document } = await read(scenario);
      const speed = document.risk!.domains.flatMap(({ items }) => items).find(({ id }) => id === 'gait.walkingSpeed');
      expect(speed).toMatchObject({ status: 'missing' });
    }
  });
});
