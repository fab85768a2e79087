import { describe, expect, test } from 'vitest';
import { radioScenarios, startVirtualRadio, virtualSensors, type RadioScenario } from '../../../../src/simulator/radio/index.ts';
import { signalOf } from '../../../../src/simulator/radio/signal.ts';
import { Timeline } from '../../../../src/simulator/radio/timeline.ts';
import { VirtualTime } from '../../../support/virtualTime.ts';

const sensor = { kind: 'movellaDot', address: 'd4:22:cd:00:10:01' };
const start = (scenario: unknown): unknown => startVirtualRadio(scenario as RadioScenario, new VirtualTime());

describe('a radio scenario', () => {
  test.each([
    ['no sensors', {}, 'sensors: is missing'],
    ['an empty room', { sensors: [] }, 'sensors: must be a list of at least 1'],
    ['a sensor of no kind', { sensors: [{ address: sensor.address }] }, 'sensors[0].kind: is missing'],
    ['a misspelt kind', { sensors: [{ ...sensor, kind: 'dot' }] }, `sensors[0].kind: must be one of ${virtualSensors.map(({ kind }) => kind).join(', ')}, is "dot"`],
    ['a wrong address', { sensors: [{ ...sensor, address: 'D4:22' }] }, 'sensors[0].address: must be an address like d4:22:cd:00:10:01 in small letters, is "D4:22"'],
    ['the same address twice', { sensors: [sensor, sensor] }, 'sensors[1].address: d4:22:cd:00:10:01 is that of sensors[0] too; every sensor needs its own'],
    ['a word it does not know', { sensors: [{ ...sensor, batery: 3 }] }, /^sensors\[0\]\.batery: is not known; choose from kind, address, /],
    ['a fault of no kind', { sensors: [sensor], faults: [{ kind: 'fire', atS: 1 }] }, /^faults\[0\]\.kind: must be one of stall, /],
    ['a fault without its time', { sensors: [sensor], faults: [{ kind: 'drop' }] }, 'faults[0].atS: is missing'],
    ['a fault without what it needs', { sensors: [sensor], faults: [{ kind: 'stall', atS: 1 }] }, 'faults[0].forS: is missing'],
    ['a fault of a sensor that is not there', { sensors: [sensor], faults: [{ kind: 'drop', atS: 1, sensor: 'nobody' }] }, 'no sensor is called "nobody"; fault "drop" names it'],
    ['a walk that does not exist', { sensors: [{ ...sensor, site: 'lowerBack', signal: { scenario: 'moonwalk' } }] }, /^there is no scenario "moonwalk"; choose one of straight, /],
    ['a place that the walk has not', { sensors: [{ ...sensor, site: 'head', signal: { scenario: 'straight' } }] }, 'the simulated straight has no sensor at "head" for d4:22:cd:00:10:01; choose one of lowerBack, leftFoot, rightFoot'],
    ['something else', [], 'the scenario: must be an object'],
  ])('with %s is refused in one line', (_, scenario, message) => {
    expect(() => start(scenario)).toThrow(message);
    expect(() => start(scenario)).toThrow(RangeError);
  });

  test.each(Object.keys(radioScenarios))('that is ready-made starts: %s', (name) => {
    const radio = startVirtualRadio(radioScenarios[name as keyof typeof radioScenarios], new VirtualTime());
    expect(radio.devices.length).toBeGreaterThan(0);
    radio.close();
  });

  test('names its sensors so that two of a kind can be told apart', () => {
    for (const { sensors } of Object.values(radioScenarios)) expect(new Set(sensors.map(({ address }) => address)).size).toBe(sensors.length);
  });
});

describe('the timeline', () => {
  test('lets everything happen in order and at its own time, also when the timer comes late', () => {
    const time = new VirtualTime();
    const timeline = new Timeline(time);
    const happened: [string, number][] = [];
    const note = (what: string) => (): void => void happened.push([what, timeline.nowMs]);
    timeline.at(30, note('third'));
    timeline.at(10, () => {
      note('first')();
      timeline.at(20, note('second'));
    });
    const cancelled = timeline.at(15, note('never'));
    timeline.cancel(cancelled);
    time.block(100);
    time.run(0);
    expect(happened).toEqual([['first', 10], ['second', 20], ['third', 30]]);
    expect(timeline.nowMs).toBe(100);
  });

  test('leaves no timer behind when it is closed', () => {
    const time = new VirtualTime();
    const timeline = new Timeline(time);
    timeline.at(30, () => undefined);
    expect(time.waiting).toBe(1);
    timeline.close();
    expect(time.waiting).toBe(0);
  });
});

describe('a signal', () => {
  const columns = (...x: number[]): { x: Float64Array; y: Float64Array; z: Float64Array } => ({ x: Float64Array.from(x), y: new Float64Array(x.length), z: new Float64Array(x.length) });
  const block = (startSample: number, ...x: number[]) => ({ site: 'head', sampleRateHz: 10, startSample, length: x.length, acc: columns(...x), gyr: columns(...x.map((value) => -value)) });
  const data = { site: 'head', trackedPoint: 'Head', blocks: [block(0, 0, 1, 2), block(5, 5, 6)] };
  const at = (atEnd: 'repeat' | 'still', timeS: number, what: 'acc' | 'gyr' = 'acc'): number => {
    const into = new Float64Array(3);
    signalOf(data, atEnd)[what](timeS, into);
    return into[0];
  };

  test('runs straight between samples, across gaps too', () => {
    expect([at('still', 0.05), at('still', 0.35), at('still', 0.35, 'gyr'), at('still', -1)].map((value) => Number(value.toFixed(9)))).toEqual([0.5, 3.5, -3.5, 0]);
  });

  test('begins again or stands still at its end', () => {
    expect(at('repeat', 0.8)).toBeCloseTo(1);
    expect(at('still', 0.8, 'gyr')).toBe(0);
    // The mean of its last half second.
    expect(at('still', 0.8)).toBeCloseTo(4);
  });

  test('of nothing is refused', () => {
    expect(() => signalOf({ ...data, blocks: [] }, 'still')).toThrow(new RangeError('the recording of head has no samples'));
  });
});
