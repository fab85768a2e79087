import { describe, expect, it } from 'vitest';
import { witMotion } from '../../../../src/ingest/sensors/witMotion.ts';
import { outcome } from '../../../support/packetFixtures.ts';
import { stepsOf } from '../../../support/sensorAnswers.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('a WitMotion sensor', () => {
  it('gives a real frame at rest as one g, within 2 %', () => {
    const { samples: [{ acc, gyr }] } = outcome(witMotion.decoder({ rateHz: 50 }), 0, bytes('5561 35ff 59ff 0a08 0000 0000 0000 b9fc 0000 0000'));
    const g = acc![0].map((value) => value / 9.80665);
    expect(g.map((value) => value.toFixed(4))).toEqual(['-0.0991', '-0.0815', '1.0049']);
    expect(Math.abs(Math.hypot(...g) - 1)).toBeLessThan(0.02);
    expect(gyr).toEqual([[0, 0, 0]]);
  });

  it('is told its rate for now and never saves it', () => {
    for (const [rateHz, code] of [[10, '06'], [20, '07'], [50, '08'], [100, '09'], [200, '0b']] as const) {
      const steps = stepsOf(witMotion.start({ rateHz }), () => new Uint8Array());
      const written = steps.flatMap((step) => (step.do === 'write' ? [Buffer.from(step.bytes).toString('hex')] : []));
      expect(written).toEqual(['ffaa6988b5', `ffaa03${code}00`]);
      expect(steps.at(-1)).toEqual({ do: 'subscribe', channel: 0 });
    }
  });

  it('is known by its service, but a vibration sensor with the same service is not', () => {
    const heard = { id: 'x', name: null, rssi: null, services: ['0000ffe500001000800000805f9a34fb'], manufacturerData: null };
    expect(witMotion.recognises(heard)).toBe(true);
    expect(witMotion.recognises({ ...heard, name: 'WTVB01-BT50' })).toBe(false);
    expect(witMotion.recognises({ ...heard, name: 'WT901BLE68', services: [] })).toBe(true);
    expect(witMotion.recognises({ ...heard, name: 'WTF', services: ['ffe5'] })).toBe(false);
  });
});
