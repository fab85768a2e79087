import { describe, expect, it } from 'vitest';
import { thingy52 } from '../../../../src/ingest/sensors/thingy52.ts';
import { outcome } from '../../../support/packetFixtures.ts';
import { stepsOf } from '../../../support/sensorAnswers.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('the Thingy:52', () => {
  it('gives the acceleration of a real one on a table', () => {
    const { samples: [{ acc }] } = outcome(thingy52.decoder({ rateHz: 50 }), 0, bytes(`FAFF F4FF F603 ${'00'.repeat(12)}`));
    expect(acc![0].map((value) => (value / 9.80665).toFixed(4))).toEqual(['-0.0059', '-0.0117', '0.9902']);
  });

  it('is told its rate and keeps every other setting', () => {
    const steps = stepsOf(thingy52.start({ rateHz: 200 }), () => bytes('e803 f401 f501 0a00 01'));
    expect(steps.map((step) => step.do)).toEqual(['read', 'write', 'subscribe']);
    expect(steps[1]).toMatchObject({ bytes: bytes('e803 f401 f501 c800 01'), withResponse: true });
  });

  it('does not write into the answer it was given', () => {
    const answer = bytes('e803 f401 f501 0a00 01');
    stepsOf(thingy52.start({ rateHz: 200 }), () => answer);
    expect(answer).toEqual(bytes('e803 f401 f501 0a00 01'));
  });

  it.each(['', 'e803f401f5010a00', 'e803f401f5010a000100'])('is refused when its settings have another length (%s)', (answer) => {
    expect(() => stepsOf(thingy52.start({ rateHz: 50 }), () => bytes(answer))).toThrow(expect.objectContaining({ code: 'SENSOR_REFUSED' }));
  });

  it('is known by its name or the service it advertises', () => {
    const heard = { id: 'x', name: null, rssi: null, services: [], manufacturerData: null };
    expect(thingy52.recognises({ ...heard, name: 'Thingy' })).toBe(true);
    expect(thingy52.recognises({ ...heard, services: ['ef6801009b3549339b1052ffa9740042'] })).toBe(true);
    expect(thingy52.recognises({ ...heard, name: 'Thing' })).toBe(false);
  });
});
