import { describe, expect, it } from 'vitest';
import { sensorModels } from '../../src/ingest/sensors/index.ts';
import type { SensorSettings, SensorStep } from '../../src/ingest/sensors/define.ts';
import type { Characteristic } from '../../src/ingest/transports/ble/central.ts';
import { AppError } from '../../src/model/index.ts';
import { modelsUnderTest } from '../support/modelsUnderTest.ts';
import type { ModelUnderTest } from '../support/modelsUnderTest.ts';
import { outcome } from '../support/packetFixtures.ts';
import type { ExpectedSamples } from '../support/packetFixtures.ts';
import { answerOf, stepsOf } from '../support/sensorAnswers.ts';

/** Longest notification of Bluetooth Low Energy: 517 bytes less the head of the attribute protocol. */
const LONGEST_PACKET = 514;
const UUID = /^([0-9a-f]{4}|[0-9a-f]{32})$/;
const key = ({ service, characteristic }: Characteristic) => `${service}/${characteristic}`;

/** Every way of starting a model that its fixtures know, and its default. */
function knownSettings({ model, cases }: ModelUnderTest): SensorSettings[] {
  const all: SensorSettings[] = [{ rateHz: model.defaultRateHz }, ...cases.map(({ settings }) => settings)];
  return [...new Map(all.map((settings) => [JSON.stringify(settings), settings])).values()];
}

function near(actual: readonly ExpectedSamples[], expected: readonly ExpectedSamples[]): void {
  expect(actual.map(({ stream }) => stream)).toEqual(expected.map(({ stream }) => stream));
  for (const [i, { ticks, acc, gyr }] of expected.entries()) {
    if (ticks || actual[i].ticks) expectNumbers([actual[i].ticks ?? []], [ticks ?? []]);
    expectNumbers(actual[i].acc ?? [], acc ?? []);
    expectNumbers(actual[i].gyr ?? [], gyr ?? []);
  }
}

function expectNumbers(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  for (const [r, row] of expected.entries()) {
    // Within one part of a thousand million: rounding of the file, nothing more.
    for (const [c, value] of row.entries()) expect(Math.abs(actual[r][c] - value), `${actual[r][c]} instead of ${value}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  }
}

describe('sensor models', () => {
  it('have ids and labels of their own', () => {
    expect(new Set(sensorModels.map(({ id }) => id)).size).toBe(sensorModels.length);
    expect(new Set(sensorModels.map(({ label }) => label)).size).toBe(sensorModels.length);
  });

  it('do not claim a device that says nothing of itself', () => {
    const silent = { id: 'x', name: null, rssi: null, services: [], manufacturerData: null };
    for (const heard of [silent, { ...silent, name: '' }, { ...silent, name: 'Headphones', services: ['180f', '180a'], manufacturerData: Uint8Array.of(0x4c, 0) }]) {
      expect(sensorModels.filter((model) => model.recognises(heard)).map(({ id }) => id)).toEqual([]);
    }
  });

  it('take manufacturer data of any length', () => {
    for (let length = 0; length < 4; length++) {
      const heard = { id: 'x', name: null, rssi: null, services: [], manufacturerData: new Uint8Array(length) };
      for (const model of sensorModels) expect(model.recognises(heard)).toBe(false);
    }
  });
});

describe.each(modelsUnderTest)('the sensor model $id', (underTest) => {
  const { model, cases } = underTest;
  const settingsOf = knownSettings(underTest);

  it('has an id and a label as others have', () => {
    expect(model.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$|^[a-z0-9]+$/);
    expect(model.label).toMatch(/^\S.*\S$/);
    expect(model.source).toMatch(/\S/);
  });

  it('has packets with their samples, some of them bad', () => {
    const expected = cases.flatMap(({ packets }) => packets.map((packet) => packet.expect));
    expect(expected.some(Array.isArray)).toBe(true);
    expect(expected).toContain('bad');
  });

  it('names channels and services in lower case without dashes, once each', () => {
    for (const { service, characteristic } of model.channels) {
      expect(service).toMatch(UUID);
      expect(characteristic).toMatch(UUID);
    }
    expect(new Set(model.channels.map(key)).size).toBe(model.channels.length);
    expect(new Set(model.services).size).toBe(model.services.length);
    for (const service of model.services) expect(service).toMatch(UUID);
    expect(model.services).toEqual(expect.arrayContaining(model.channels.map(({ service }) => service)));
  });

  it.each(settingsOf.map((settings) => ({ title: JSON.stringify(settings), settings })))('has capabilities as its decoder has streams at $title', ({ settings }) => {
    const { hasGyroscope, time, tickS, wrapBits, ratesHz, samplesPerPacket, hasBattery } = model.capabilities(settings);
    const { streams, batches } = model.decoder(settings);
    expect(ratesHz).toContain(settings.rateHz);
    expect(ratesHz).toEqual([...new Set(ratesHz)].sort((a, b) => a - b));
    expect(hasBattery).toBe(model.battery !== null);
    expect(streams.some(({ measures }) => measures !== 'acc')).toBe(hasGyroscope);
    expect(streams.filter(({ measures }) => measures !== 'gyr')).toHaveLength(1);
    expect(streams.filter(({ measures }) => measures !== 'acc').length).toBeLessThanOrEqual(1);
    expect(batches).toHaveLength(streams.length);
    for (const [i, { measures, rateHz, clock }] of streams.entries()) {
      expect(rateHz).toBe(settings.rateHz);
      expect(clock.kind).toBe(time);
      expect(clock.kind === 'timestamp' ? clock.tickS : null).toBe(tickS);
      expect(clock.kind === 'none' ? null : clock.wrapBits).toBe(wrapBits);
      expect(batches[i].columns).toHaveLength(measures === 'accGyr' ? 6 : 3);
      for (const column of batches[i].columns) expect(column).toHaveLength(batches[i].ticks.length);
      expect(batches[i].ticks.length).toBeGreaterThanOrEqual(samplesPerPacket);
      expect(batches[i].length).toBe(0);
    }
  });

  it('starts at each of its rates', () => {
    expect(model.capabilities({ rateHz: model.defaultRateHz }).ratesHz).toContain(model.defaultRateHz);
    for (const rateHz of model.capabilities({ rateHz: model.defaultRateHz }).ratesHz) {
      expect(model.decoder({ rateHz }).streams[0].rateHz).toBe(rateHz);
      expect(model.start({ rateHz }).next().done).toBe(false);
    }
  });

  it('refuses a rate or mode that it does not know, in one line', () => {
    for (const settings of [{ rateHz: 12_345 }, { rateHz: 0 }, { rateHz: NaN }, { rateHz: model.defaultRateHz, mode: 'no such mode' }]) {
      const tries = [() => model.capabilities(settings), () => model.decoder(settings), () => [...model.start(settings)]];
      for (const attempt of tries) {
        expect(attempt).toThrow(RangeError);
        expect(attempt).toThrow(/^[^\n]+\.$/);
      }
    }
  });

  it.each(settingsOf.map((settings) => ({ title: JSON.stringify(settings), settings })))('starts and stops with what it declares, at $title', ({ settings }) => {
    const answer = (step: SensorStep) => answerOf(model.id, settings.rateHz, step);
    const started = stepsOf(model.start(settings), answer);
    expect(started.some((step) => step.do === 'subscribe')).toBe(true);
    for (const steps of [started, stepsOf(model.stop(settings), answer)]) {
      const subscribed: number[] = [];
      for (const step of steps) {
        if (step.do === 'subscribe') {
          expect(model.channels[step.channel]).toBeDefined();
          subscribed.push(step.channel);
        }
        if (step.do === 'write' || step.do === 'request') {
          expect(model.services).toContain(step.to.service);
          expect(step.bytes.length).toBeGreaterThan(0);
        }
        if (step.do === 'read') expect(model.services).toContain(step.from.service);
        if (step.do === 'request') expect(subscribed, 'an answer can only come from a channel that is listened to').toContain(step.channel);
        if (step.do === 'wait') expect(step.ms).toBeGreaterThan(0);
      }
      expect(new Set(subscribed).size, 'a channel is subscribed once').toBe(subscribed.length);
    }
  });

  it('says SENSOR_REFUSED in one line, or goes on, when its answers are cut short', () => {
    for (let length = 0; length < 5; length++) {
      const cut = (step: SensorStep) => answerOf(model.id, model.defaultRateHz, step).subarray(0, length);
      try {
        expect(stepsOf(model.start({ rateHz: model.defaultRateHz }), cut).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect((error as AppError).code).toBe('SENSOR_REFUSED');
        expect((error as AppError).message).toMatch(/^[^\n]+\.$/);
      }
    }
  });

  it('reads a battery in percent and nothing else', () => {
    if (model.battery === null) return;
    expect(model.services).toContain(model.battery.at.service);
    expect(model.battery.read(Uint8Array.of(0))).toBe(0);
    expect(model.battery.read(Uint8Array.of(100))).toBe(100);
    expect(model.battery.read(Uint8Array.of(101))).toBeNull();
    expect(model.battery.read(new Uint8Array(0))).toBeNull();
  });

  describe.each(cases)('given "$title"', ({ settings, packets }) => {
    it('decodes each packet as expected, in SI units', () => {
      const decoder = model.decoder(settings);
      for (const [i, { channel, payload, expect: expected }] of packets.entries()) {
        const { decoded, samples } = outcome(decoder, channel, payload);
        const wanted = typeof expected === 'string' ? expected : 'samples';
        expect(decoded, `packet ${i}: ${Buffer.from(payload).toString('hex')}`).toBe(wanted);
        near(samples, typeof expected === 'string' ? [] : expected);
      }
    });

    it('gives a fresh decoder, and one in a larger buffer, the same', () => {
      const [one, other] = [model.decoder(settings), model.decoder(settings)];
      for (const { channel, payload } of packets) {
        const within = Buffer.concat([Buffer.alloc(3, 0xff), payload, Buffer.alloc(64, 0xff)]).subarray(3, 3 + payload.length);
        expect(outcome(other, channel, within)).toEqual(outcome(one, channel, payload));
      }
    });

    it('does not change a packet, and takes any channel and length', () => {
      const decoder = model.decoder(settings);
      for (const { channel, payload } of packets) {
        const copy = payload.slice();
        decoder.decode(channel, payload);
        expect(payload).toEqual(copy);
        for (const other of [-1, model.channels.length, 255]) {
          expect(outcome(decoder, other, payload)).toEqual({ decoded: 'bad', samples: [] });
        }
        for (let length = 0; length <= payload.length; length++) {
          const { decoded, samples } = outcome(decoder, channel, payload.subarray(0, length));
          expect(samples.length > 0).toBe(decoded === 'samples');
        }
      }
    });
  });

  it('takes the longest packet there can be', () => {
    for (const settings of settingsOf) {
      const decoder = model.decoder(settings);
      for (let channel = 0; channel < model.channels.length; channel++) {
        for (const byte of [0x00, 0x55, 0xff]) {
          const { decoded, samples } = outcome(decoder, channel, new Uint8Array(LONGEST_PACKET).fill(byte));
          expect(samples.length > 0).toBe(decoded === 'samples');
        }
      }
    }
  });
});
