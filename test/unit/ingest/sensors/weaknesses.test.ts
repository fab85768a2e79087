import { describe, expect, it } from 'vitest';
import { sensorModels } from '../../../../src/ingest/sensors/index.ts';
import { weaknesses } from '../../../../src/ingest/sensors/weaknesses.ts';
import type { SensorCapabilities } from '../../../../src/model/index.ts';

const GOOD: SensorCapabilities = { hasGyroscope: true, time: 'timestamp', tickS: 1e-6, wrapBits: 32, ratesHz: [60, 100], samplesPerPacket: 1, hasBattery: true };

describe('weaknesses of a sensor', () => {
  it('are none where it can do all that is needed', () => {
    expect(weaknesses(GOOD)).toEqual([]);
  });

  it.each<[Partial<SensorCapabilities>, RegExp]>([
    [{ hasGyroscope: false }, /no gyroscope: left and right .* turns/],
    [{ time: 'none', tickS: null, wrapBits: null }, /losses are estimated/],
    [{ time: 'counter', tickS: null }, /losses are counted/],
    [{ ratesHz: [10, 20] }, /At 20 samples a second it cannot be used for gait/],
    [{ ratesHz: [25] }, /coarse: each is known to 20 ms at best/],
    [{ tickS: 0.001, wrapBits: 8 }, /clock begins again after 0\.26 s/],
    [{ hasBattery: false }, /battery cannot be read/],
  ])('are told for %j', (capabilities, sentence) => {
    const found = weaknesses({ ...GOOD, ...capabilities });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(sentence);
  });

  it('of a number that begins again soon are told beside those of a number', () => {
    expect(weaknesses({ ...GOOD, time: 'counter', tickS: null, wrapBits: 8 })).toEqual([expect.stringMatching(/losses are counted/), expect.stringMatching(/number begins again after 2\.6 s/)]);
  });

  it('go by the rate that is asked for', () => {
    expect(weaknesses(GOOD, 60)).toEqual([]);
    expect(weaknesses({ ...GOOD, ratesHz: [10, 100] }, 10)).toHaveLength(1);
  });

  it('at the limits of the rates are none', () => {
    expect(weaknesses(GOOD, 50)).toEqual([]);
    expect(weaknesses(GOOD, 25)[0]).toMatch(/coarse/);
  });

  it('of every model are whole sentences', () => {
    for (const model of sensorModels) {
      for (const sentence of weaknesses(model.capabilities({ rateHz: model.defaultRateHz }), model.defaultRateHz)) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});
