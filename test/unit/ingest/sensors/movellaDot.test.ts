import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/model/index.ts';
import { movellaDot } from '../../../../src/ingest/sensors/movellaDot.ts';
import type { SensorStep } from '../../../../src/ingest/sensors/define.ts';
import { dotInformation } from '../../../../src/ingest/sensors/movellaDot/deviceInformation.ts';
import { CHANNEL, DOT, DOT_RATES_HZ, rateAndFilter, rateThatIsSet } from '../../../../src/ingest/sensors/movellaDot/gatt.ts';
import type { Advertisement } from '../../../../src/ingest/transports/ble/central.ts';
import { outcome, packetFixtures } from '../../../support/packetFixtures.ts';
import { stepsOf } from '../../../support/sensorAnswers.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const heard = (fields: Partial<Advertisement>): Advertisement => ({ id: 'x', name: null, rssi: null, services: [], manufacturerData: null, ...fields });

/** Steps in short: what is written where, what is subscribed. */
function shortOf(steps: readonly SensorStep[]): string[] {
  return steps.map((step) => {
    if (step.do === 'write') return `write ${step.to.characteristic.slice(4, 8)} ${Buffer.from(step.bytes).toString('hex')}${step.withResponse ? '' : ' without response'}`;
    if (step.do === 'read') return `read ${step.from.characteristic.slice(4, 8)}`;
    return step.do === 'subscribe' ? `subscribe ${movellaDot.channels[step.channel].characteristic.slice(4, 8)}` : step.do;
  });
}

describe('recognising a Movella DOT', () => {
  it.each(['Xsens DOT', 'Movella DOT', 'Movella Dot', 'Xsens DOT 12'])('goes by the name %s', (name) => {
    expect(movellaDot.recognises(heard({ name }))).toBe(true);
  });

  it('goes by the company id where the name was changed or not heard', () => {
    expect(movellaDot.recognises(heard({ name: 'Left foot', manufacturerData: Uint8Array.of(0x86, 0x08, 1) }))).toBe(true);
    expect(movellaDot.recognises(heard({ manufacturerData: Uint8Array.of(0x86, 0x08) }))).toBe(true);
  });

  it('leaves others alone', () => {
    for (const other of [{ name: 'My Movella DOT' }, { name: 'Polar H10' }, { manufacturerData: Uint8Array.of(0x08, 0x86) }, { manufacturerData: Uint8Array.of(0x86) }, {}]) {
      expect(movellaDot.recognises(heard(other))).toBe(false);
    }
  });
});

describe('starting a Movella DOT', () => {
  const answer = (rateHz: number) => () => rateAndFilter(rateHz);

  it('stops it first, sets rate and filter alone, asks whether the rate was taken, listens, then starts', () => {
    expect(shortOf(stepsOf(movellaDot.start({ rateHz: 60 }), answer(60)))).toEqual([
      'write 2001 010015',
      `write 1002 30${'00'.repeat(23)}3c00${'00'.repeat(6)}`,
      'read 1002',
      'subscribe 1004',
      'subscribe 2003',
      'write 2001 010115',
    ]);
  });

  it('uses the long payload and the published bytes for custom mode 5', () => {
    const steps = shortOf(stepsOf(movellaDot.start({ rateHz: 30, mode: 'custom5' }), answer(30)));
    expect(steps).toContain('subscribe 2002');
    expect(steps.at(0)).toBe('write 2001 01001a');
    expect(steps.at(-1)).toBe('write 2001 01011a');
    expect(shortOf([...movellaDot.stop({ rateHz: 30, mode: 'custom5' })])).toEqual(['write 2001 01001a']);
  });

  it('starts rate quantities with magnetometer as mode 20', () => {
    expect(shortOf(stepsOf(movellaDot.start({ rateHz: 4, mode: 'rateQuantitiesMag' }), answer(4))).at(-1)).toBe('write 2001 010114');
  });

  it('refuses to go on at a rate nobody asked for', () => {
    const start = () => stepsOf(movellaDot.start({ rateHz: 60 }), answer(30));
    expect(start).toThrow('The Movella DOT stays at 30 Hz and does not take 60 Hz; switch it off and on, or ask for 30 Hz.');
    expect(start).toThrow(AppError);
  });

  it('goes on where the sensor does not say its rate', () => {
    expect(shortOf(stepsOf(movellaDot.start({ rateHz: 60 }), () => new Uint8Array(0))).at(-1)).toBe('write 2001 010115');
  });

  it('writes and reads every rate at the place the maker published', () => {
    // A public gateway sets 60 Hz with these bytes, and the tag with them; only the rate's bit is set.
    const published = hex(`10 000000000000 0B ${Buffer.from('Movella DOT').toString('hex')} 0000000000 3C00 000000000000`);
    expect(published).toHaveLength(32);
    expect(rateThatIsSet(published)).toBe(60);
    for (const rateHz of DOT_RATES_HZ) expect(rateThatIsSet(rateAndFilter(rateHz))).toBe(rateHz);
    expect(rateThatIsSet(published.subarray(1))).toBeNull();
  });
});

describe('settings of a Movella DOT', () => {
  it.each([
    [{ rateHz: 120 }, 'Movella DOT streams at 1, 4, 10, 12, 15, 20, 30, 60 Hz, not at 120 Hz; 120 Hz is for recording inside the sensor.'],
    [{ rateHz: 50 }, 'Movella DOT streams at 1, 4, 10, 12, 15, 20, 30, 60 Hz, not at 50 Hz.'],
    [{ rateHz: 60, mode: 'freeAcceleration' }, 'gravity is taken out'],
    [{ rateHz: 60, mode: 'completeQuaternion' }, 'gravity is taken out'],
    [{ rateHz: 60, mode: 'custom3' }, 'it sends no acceleration'],
    [{ rateHz: 60, mode: 'delta' }, 'cannot be added up across a lost packet'],
    [{ rateHz: 60, mode: 'highFidelity' }, 'not published'],
    [{ rateHz: 60, mode: 'fast' }, 'Movella DOT has no mode "fast"; use rateQuantities, rateQuantitiesMag, custom5.'],
  ])('%j are refused with the reason', (settings, reason) => {
    for (const use of [() => movellaDot.capabilities(settings), () => movellaDot.decoder(settings), () => movellaDot.start(settings).next(), () => movellaDot.stop(settings).next()]) {
      expect(use).toThrow(RangeError);
      expect(use).toThrow(reason);
    }
  });
});

describe('decoding packets of a Movella DOT', () => {
  it.each(packetFixtures('movella-dot').map((one) => [one.title, one] as const))('%s', (_, { settings, packets }) => {
    const decoder = movellaDot.decoder(settings);
    for (const { channel, payload, expect: expected } of packets) {
      const samples = typeof expected === 'string' ? [] : expected;
      expect(outcome(decoder, channel, payload)).toEqual({ decoded: typeof expected === 'string' ? expected : 'samples', samples });
    }
  });

  it('takes the full scale of both sensors and a little more, and nothing beyond', () => {
    const decoder = movellaDot.decoder({ rateHz: 60 });
    const packet = (acc: number, gyr: number) => {
      const bytes = Buffer.alloc(28);
      bytes.writeFloatLE(acc, 12);
      bytes.writeFloatLE(gyr, 16);
      return bytes;
    };
    for (const sign of [1, -1]) {
      expect(decoder.decode(CHANNEL.mediumPayload, packet(sign * 16 * 9.80665, sign * 2000))).toBe('samples');
      expect(decoder.decode(CHANNEL.mediumPayload, packet(sign * 16 * 9.80665 * 1.06, 0))).toBe('bad');
      expect(decoder.decode(CHANNEL.mediumPayload, packet(0, sign * 2000 * 1.06))).toBe('bad');
    }
    expect(decoder.batches[0].length).toBe(0);
  });

  it('takes nothing from the payload of another mode', () => {
    const [{ payload }] = packetFixtures('movella-dot')[3].packets;
    expect(movellaDot.decoder({ rateHz: 60 }).decode(CHANNEL.longPayload, payload)).toBe('bad');
    expect(movellaDot.decoder({ rateHz: 60, mode: 'custom5' }).decode(CHANNEL.longPayload, payload)).toBe('samples');
  });
});

describe('what a Movella DOT says about itself', () => {
  const bytes = hex('341200cd22d4 020400 e707 0510091e00 00000000 34120000cd22d400 58532d543032');

  it('is read: address, firmware, serial number and generation', () => {
    expect(dotInformation(bytes)).toEqual({ address: 'D4:22:CD:00:12:34', firmware: '2.4.0', built: '2023-05-16T09:30:00', serial: 'D422CD00001234', productCode: 'XS-T02' });
  });

  it('is read of early firmware, which has no product code', () => {
    expect(dotInformation(bytes.subarray(0, 28))).toMatchObject({ firmware: '2.4.0', productCode: '' });
  });

  it('is nothing where the length is another', () => {
    for (const length of [0, 27, 29, 33]) expect(dotInformation(bytes.subarray(0, length))).toBeNull();
  });

  it('holds the battery as a percentage', () => {
    expect(movellaDot.battery?.at).toEqual(DOT.battery);
    expect(movellaDot.battery?.read(Uint8Array.of(87, 1))).toBe(87);
    expect(movellaDot.battery?.read(Uint8Array.of(255, 0))).toBeNull();
    expect(movellaDot.battery?.read(new Uint8Array(0))).toBeNull();
  });
});
