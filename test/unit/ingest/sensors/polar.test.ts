import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SensorStep } from '../../../../src/ingest/sensors/define.ts';
import { polarH10, polarVeritySense } from '../../../../src/ingest/sensors/polar.ts';
import { SampleTimes } from '../../../../src/ingest/sensors/polar/sampleTimes.ts';
import { signedBits } from '../../../../src/ingest/sensors/polar/signedBits.ts';
import { startFactor } from '../../../../src/ingest/sensors/polar/startAnswer.ts';
import { streamPlaces } from '../../../../src/ingest/timing/streamPlaces.ts';
import { outcome } from '../../../support/packetFixtures.ts';
import { stepsOf } from '../../../support/sensorAnswers.ts';

const MG = 9.80665 / 1000;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const sent = (steps: readonly SensorStep[]) => steps.map((step) => ('bytes' in step ? Buffer.from(step.bytes).toString('hex') : step.do));

/** Frame of ACC with time `ns`. */
function frame(ns: bigint, frameType: number, content: readonly number[]): Uint8Array {
  const packet = new Uint8Array(10 + content.length);
  packet[0] = 2;
  new DataView(packet.buffer).setBigUint64(1, ns, true);
  packet[9] = frameType;
  packet.set(content, 10);
  return packet;
}

/** Packs samples as the sensor does: the first whole, differences of as few bits as all need, blocks of `blockSize`. */
function compressed(samples: readonly (readonly number[])[], blockSize: number): number[] {
  const content = samples[0].flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
  for (let from = 1; from < samples.length; from += blockSize) {
    const deltas = samples.slice(from, from + blockSize).flatMap((row, i) => row.map((value, axis) => value - samples[from + i - 1][axis]));
    const width = Math.max(1, ...deltas.map((delta) => (delta < 0 ? ~delta : delta).toString(2).replace(/^0$/, '').length + 1));
    let stream = 0n;
    for (const [i, delta] of deltas.entries()) stream |= BigInt.asUintN(width, BigInt(delta)) << BigInt(i * width);
    content.push(width, deltas.length / 3);
    for (let i = 0; i < Math.ceil((deltas.length * width) / 8); i++) content.push(Number((stream >> BigInt(8 * i)) & 0xffn));
  }
  return content;
}

describe('a Polar sensor', () => {
  it('is known by its name', () => {
    const heard = (name: string | null) => ({ id: 'x', name, rssi: null, services: [], manufacturerData: null });
    const names = ['Polar H10 12345678', 'Polar Sense 12345678', 'Polar Verity Sense 1', 'Polar H9 12345678', 'Polar H100', null];
    expect(names.map((name) => polarH10.recognises(heard(name)))).toEqual([true, false, false, false, false, false]);
    expect(names.map((name) => polarVeritySense.recognises(heard(name)))).toEqual([false, true, true, false, false, false]);
  });

  it('is stopped before it is started', () => {
    expect(sent(stepsOf(polarH10.start({ rateHz: 200 }), () => bytes('f002020000')))).toEqual(['subscribe', '0302', 'subscribe', '02020001c8000101100002010800']);
    expect(sent(stepsOf(polarVeritySense.start({ rateHz: 52 }), () => bytes('f002020000')))).toEqual([
      'subscribe', '0302', '0305', 'subscribe', '0202000134000101100002010800040103', '020500013400010110000201d007040103',
    ]);
    expect(sent(stepsOf(polarVeritySense.stop({ rateHz: 52 }), () => new Uint8Array()))).toEqual(['0302', '0305']);
  });

  it('takes as an answer only that of the same command and measurement', () => {
    const asked = stepsOf(polarVeritySense.start({ rateHz: 52 }), () => bytes('f002020000')).filter((step) => step.do === 'request');
    const answers = ['f0030206', 'f0030506', 'f0020200', 'f0020500', '0102', ''];
    expect(asked.map((step) => answers.findIndex((answer) => step.isReply(bytes(answer))))).toEqual([0, 1, 2, 3]);
  });

  it.each([['08', 'invalid sample rate \\(status 8\\)'], ['0d', 'charger'], ['ff', 'unknown status \\(status 255\\)'], ['', 'too short']])('that refuses to start is named with its status (%s)', (status, why) => {
    const refused = () => stepsOf(polarH10.start({ rateHz: 25 }), () => bytes(`f00202${status}`));
    expect(refused).toThrow(expect.objectContaining({ code: 'SENSOR_REFUSED' }));
    expect(refused).toThrow(new RegExp(`^The Polar H10 refused to start its accelerometer at 25 samples a second: .*${why}`));
  });

  it('has no gyroscope on the chest and one on the arm', () => {
    expect(polarH10.capabilities({ rateHz: 200 })).toMatchObject({ hasGyroscope: false, time: 'timestamp', ratesHz: [25, 50, 100, 200] });
    expect(polarVeritySense.capabilities({ rateHz: 52 })).toMatchObject({ hasGyroscope: true, time: 'timestamp', ratesHz: [52] });
  });
});

describe('a frame of Polar\'s', () => {
  it('gives back what was packed, whatever the samples and blocks are', () => {
    const sample = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -8000, max: 8000 })));
    fc.assert(fc.property(fc.array(sample, { minLength: 1, maxLength: 70 }), fc.integer({ min: 1, max: 70 }), (samples, blockSize) => {
      const { decoded, samples: [{ acc }] } = outcome(polarH10.decoder({ rateHz: 200 }), 1, frame(830_000_000_000_000_000n, 0x81, compressed(samples, blockSize)));
      expect(decoded).toBe('samples');
      expect(acc!.map((row) => row.map((value) => Math.round(value / MG)))).toEqual(samples);
    }));
  });

  it('that is cut off anywhere is bad, or ends between two blocks', () => {
    const samples = Array.from({ length: 40 }, (_, i) => [i * 7, -i * 5, 1000 + i * i]);
    const whole = frame(1n, 0x81, compressed(samples, 10));
    const lengths = new Set<number>();
    for (let length = 0; length < whole.length; length++) {
      const { samples: found } = outcome(polarH10.decoder({ rateHz: 200 }), 1, whole.subarray(0, length));
      for (const { acc } of found) lengths.add(acc!.length);
    }
    expect([...lengths]).toEqual([1, 11, 21, 31]);
  });

  it('has the time of its last sample, to a microsecond of the 64-bit count', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 3_200_000_000_000_000_000n }), (ns) => {
      const { samples: [{ ticks }] } = outcome(polarH10.decoder({ rateHz: 200 }), 1, frame(ns, 1, [1, 0, 2, 0, 3, 0]));
      expect(Math.abs(Number(BigInt(Math.round(ticks![0] * 4)) * 250n - ns))).toBeLessThan(1000);
    }));
  });
});

describe('a lost frame', () => {
  it.each([0.98, 0.997, 1, 1.003, 1.02])('is counted to the sample, also where the sensor samples at %f of its rate', (share) => {
    const samples = Array.from({ length: 36 }, () => [0, 0, 1, 0, 2, 0]).flat();
    const decoder = polarH10.decoder({ rateHz: 200 });
    const places = streamPlaces(decoder.streams[0], decoder.batches[0].ticks.length);
    const lostFrames = [5, 17, 18, 19, 40];
    for (let i = 0; i < 60; i++) {
      if (lostFrames.includes(i)) continue;
      const sinceStartMs = (36 * i * 5) / share;
      decoder.decode(1, frame(830_000_000_000_000_000n + BigInt(Math.round(sinceStartMs * 1e6)), 1, samples));
      places.place(decoder.batches[0], sinceStartMs);
    }
    expect(places.quality()).toMatchObject({ samples: 36 * (60 - lostFrames.length), lost: 36 * lostFrames.length, lossUncertain: false });
  });
});

describe('times of samples', () => {
  const filled = (times: SampleTimes, count: number, lastUs: number) => {
    const out = new Float64Array(count);
    times.fill(out, count, lastUs);
    return [...out];
  };

  it('follow the sensor\'s own rate from one frame to the next', () => {
    const times = new SampleTimes(100);
    expect(filled(times, 3, 1_000_000)).toEqual([980_000, 990_000, 1_000_000]);
    expect(filled(times, 2, 1_020_200)).toEqual([1_010_100, 1_020_200]);
  });

  it('leave a hole where a frame was lost instead of spreading samples over it', () => {
    const times = new SampleTimes(100);
    filled(times, 2, 1_000_000);
    filled(times, 2, 1_020_200);
    expect(filled(times, 2, 1_060_600)).toEqual([1_050_500, 1_060_600]);
  });

  it('are the same for the same frame again, and begin anew after a restart', () => {
    const times = new SampleTimes(100);
    filled(times, 2, 1_000_000);
    const once = filled(times, 2, 1_020_200);
    expect(filled(times, 2, 1_020_200)).toEqual(once);
    times.restart();
    expect(filled(times, 2, 1_040_400)[1]).toBe(1_040_400);
  });
});

describe('the answer to a start', () => {
  it('tells the factor, wherever it stands', () => {
    expect(startFactor(bytes('f00202 0000'))).toBe(1);
    expect(startFactor(bytes('f00202 0000 0501 0000003f'))).toBe(0.5);
    expect(startFactor(bytes('f00202 0000 0001 3400 0101 1000 0204 f500f401e803d007 0401 03 0501 0000003f'))).toBe(0.5);
    expect(startFactor(bytes('f00202 0000 0001 3400 0101 1000 0204 f500f401e803d007 0401 03'))).toBe(1);
    expect(startFactor(bytes('f00202 0000 0501 0000003f 7701'))).toBe(0.5);
  });

  it.each(['0501 0000003', '0501', '05', '0501 0000c07f', '0501 00000000', '0501 000080bf'])('is refused where the factor cannot be one (%s)', (settings) => {
    expect(startFactor(bytes(`f00202 0000 ${settings}`))).toBeNull();
  });
});

describe('bits', () => {
  it('are read as signed numbers at any place and width', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 9, maxLength: 9 }), fc.nat(39), fc.integer({ min: 1, max: 32 }), (packet, bit, width) => {
      const all = packet.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      expect(signedBits(packet, bit, width)).toBe(Number(BigInt.asIntN(width, all >> BigInt(bit))));
    }));
  });
});
