import { describe, expect, it } from 'vitest';
import { metaMotion } from '../../../../src/ingest/sensors/metaMotion.ts';
import { metaMotionDecoder } from '../../../../src/ingest/sensors/metaMotion/decoder.ts';
import type { MetaMotionSending } from '../../../../src/ingest/sensors/metaMotion/decoder.ts';
import { TICK_S } from '../../../../src/ingest/sensors/metaMotion/protocol.ts';
import type { SensorStep } from '../../../../src/ingest/sensors/define.ts';
import { outcome } from '../../../support/packetFixtures.ts';
import { stepsOf } from '../../../support/sensorAnswers.ts';

const G = 9.80665;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const sent = (steps: readonly SensorStep[]) => steps.map((step) => ('bytes' in step ? Buffer.from(step.bytes).toString('hex') : step.do));

/** Values as the maker's tests have them: g or deg/s, three digits. */
function decoded(sending: Partial<MetaMotionSending>, hex: string): number[][] {
  const decoder = metaMotionDecoder({ rateHz: 100, sending: 'plain', accG: 8, gyrDegPerS: 2000, ...sending });
  const { samples } = outcome(decoder, 0, bytes(hex));
  const [{ acc, gyr }] = samples;
  return acc ? acc.map((row) => row.map((value) => value / G)) : gyr!.map((row) => [...row]);
}

function expectRows(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[], within: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, row] of expected.entries()) for (const [axis, value] of row.entries()) expect(Math.abs(actual[i][axis] - value)).toBeLessThan(within);
}

describe('the MetaMotion', () => {
  it('gives the samples of the maker\'s own tests at every range', () => {
    expectRows(decoded({ accG: 4 }, '0304 16c494a22ad0'), [[-1.872, -2.919, -1.495]], 0.001);
    const packed = [[-4.539, 0.833, -0.131], [-2.995, 0.894, 0.146], [-0.029, 0.352, 0.065]];
    for (const register of ['1c', '05']) expectRows(decoded({ sending: 'packed' }, `03${register} 62b7530de9fd 16d04d0e5702 8affa1050a01`), packed, 0.001);
    expectRows(decoded({ gyrDegPerS: 500 }, '1305 3e43ff7f0080'), [[262.409, 499.497, -499.512]], 0.001);
    const turning = [[164.177, 301.860, -265.122], [207.134, 296.982, -215.457], [254.055, 309.634, -152.591]];
    expectRows(decoded({ sending: 'packed', gyrDegPerS: 1000 }, '1307 0915ad2608de 8a1a0d2665e4 8d20ac2773ec'), turning, 0.001);
  });

  it('reads the clock of the accounter as the maker does', () => {
    const decoder = metaMotionDecoder({ rateHz: 100, sending: 'clocked', accG: 2, gyrDegPerS: 2000 });
    decoder.decode(0, bytes('090200'));
    expect(outcome(decoder, 0, bytes('090300a6330d00c100b12419cd')).samples[0].ticks).toEqual([865190]);
    expectRows(decoder.batches[0].columns.map((column) => [column[0] / G]), [[0.0118], [0.573], [-0.795]], 0.0005);
    // Ticks that follow; the maker's test expects 10, 11, 8, 11, 10 ms, in whole milliseconds.
    const ms = [0xad, 0xb4, 0xba, 0xc1, 0xc8].map((low) => ((0x0d3300 + low - 865190) * TICK_S) * 1000);
    for (const [i, epoch] of [10, 21, 29, 40, 50].entries()) expect(Math.abs(ms[i] - epoch)).toBeLessThan(1);
  });

  it('starts a BMI160 with an accounter for each sensor', () => {
    const steps = stepsOf(metaMotion.start({ rateHz: 100 }), (step) => bytes({ '0380': '03800101', '09020304ffa0113103': '090207', '09021305ffa0113103': '090209' }[sent([step])[0]]!));
    expect(sent(steps)).toEqual([
      '030100', '130100', '03020001', '13020001', '0908',
      'subscribe', '0380', '03032808', '13032800',
      '09020304ffa0113103', '09021305ffa0113103', '090301', '09070701', '09070901',
      '03020100', '13020100', '030101', '130101',
    ]);
    expect(steps.every((step) => !('withResponse' in step) || step.withResponse)).toBe(true);
  });

  it('starts a BMI270 with its own registers', () => {
    const answers: Record<string, string> = { '0380': '03800402', '09020304ffa0113103': '090200', '09021304ffa0113103': '090201' };
    expect(sent(stepsOf(metaMotion.start({ rateHz: 200 }), (step) => bytes(answers[sent([step])[0]])))).toEqual(expect.arrayContaining(['0303a902', '13032900', '09021304ffa0113103']));
    expect(sent(stepsOf(metaMotion.start({ rateHz: 50, mode: 'packed' }), () => bytes('03800402')))).toEqual(expect.arrayContaining(['0303a702', '030501', '130501']));
  });

  it('asks a BMI160 for packed samples without adding a processor', () => {
    const steps = sent(stepsOf(metaMotion.start({ rateHz: 50, mode: 'packed' }), () => bytes('03800101')));
    expect(steps).toEqual(expect.arrayContaining(['03032708', '13032700', '031c01', '130701']));
    expect(steps.some((hex) => hex.startsWith('0902'))).toBe(false);
  });

  it('takes as an answer only what answers', () => {
    const asked = [...stepsOf(metaMotion.start({ rateHz: 100 }), (step) => bytes({ '0380': '03800101' }[sent([step])[0]] ?? '090200'))].filter((step) => step.do === 'request');
    expect(asked.map((step) => [step.isReply(bytes('03800101')), step.isReply(bytes('090200')), step.isReply(bytes('090300a6330d00c100b12419cd')), step.isReply(bytes(''))])).toEqual([
      [true, false, false, false], [false, true, false, false], [false, true, false, false],
    ]);
  });

  it.each(['0380', '03800301'])('refuses a board whose accelerometer is absent or unknown (%s)', (answer) => {
    expect(() => stepsOf(metaMotion.start({ rateHz: 100 }), () => bytes(answer))).toThrow(expect.objectContaining({ code: 'SENSOR_REFUSED' }));
  });

  it('stops both sensors and removes what it added', () => {
    expect(sent(stepsOf(metaMotion.stop({ rateHz: 100 }), () => new Uint8Array()))).toEqual(['030100', '130100', '03020001', '13020001', '0908']);
  });

  it('is known by its service or its name', () => {
    const heard = { id: 'x', name: null, rssi: -50, services: [], manufacturerData: null };
    expect(metaMotion.recognises({ ...heard, services: ['326a900085cb9195d9dd464cfbbae75a'] })).toBe(true);
    expect(metaMotion.recognises({ ...heard, name: 'MetaWear' })).toBe(true);
    expect(metaMotion.recognises({ ...heard, name: 'Metal' })).toBe(false);
  });

  it('tells no time unless its samples go through the accounter', () => {
    expect(metaMotion.capabilities({ rateHz: 100 })).toMatchObject({ time: 'timestamp', tickS: 48 / 32768, wrapBits: 32, samplesPerPacket: 1 });
    expect(metaMotion.capabilities({ rateHz: 100, mode: 'packed' })).toMatchObject({ time: 'none', tickS: null, wrapBits: null, samplesPerPacket: 3 });
  });
});
