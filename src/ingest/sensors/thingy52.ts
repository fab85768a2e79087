import { AppError } from '../../model/index.ts';
import { defineSensor, sampleBatch } from './define.ts';
import type { SampleStream, SensorDecoder, SensorSettings } from './define.ts';
import { BATTERY_SERVICE, standardBattery } from './parts/battery.ts';
import { int16 } from './parts/bytes.ts';
import { MPS2_PER_G } from './parts/gravity.ts';
import { checkedMode } from './parts/settings.ts';

const LABEL = 'Nordic Thingy:52';
/** UUID of the Thingy with its 16-bit number. */
const uuid = (number: string) => `ef68${number}9b3549339b1052ffa9740042`;
const CONFIGURATION_SERVICE = uuid('0100');
const MOTION = uuid('0400');
const motionConfig = { service: MOTION, characteristic: uuid('0401') };
const rawMotion = { service: MOTION, characteristic: uuid('0406') };

/** The firmware takes any whole number from 5 to 200; these are offered. */
const RATES_HZ = [10, 20, 25, 50, 100, 200];
/** Step counter u16, temperature u16, compass u16 (ms each), motion u16 (Hz), wake on motion u8. */
const CONFIG_BYTES = 9;
const MOTION_HZ_AT = 6;
/** acc, gyr and magnetometer, three int16 each. */
const RAW_BYTES = 18;
/** acc is Q6.10 of g. */
const MPS2_PER_STEP = MPS2_PER_G / 1024;
/** gyr is Q11.5 of deg/s: 32 steps, not the 256 that some programs divide by. */
const DEG_PER_S_PER_STEP = 1 / 32;

/**
 * Nordic Thingy:52. It tells neither time nor number of a sample: what is lost on the way can only be estimated.
 * The Thingy keeps the rate after it is switched off; the other fields of its configuration are left as they are.
 */
export const thingy52 = defineSensor({
  id: 'nordic-thingy52',
  label: LABEL,
  source: 'Nordic Semiconductor, Thingy:52 firmware: m_motion.c, ble_tms.h',
  defaultRateHz: 50,
  capabilities(settings) {
    check(settings);
    return { hasGyroscope: true, time: 'none', tickS: null, wrapBits: null, ratesHz: RATES_HZ, samplesPerPacket: 1, hasBattery: true };
  },
  recognises: (heard) => heard.services.includes(CONFIGURATION_SERVICE) || /^Thingy\b/i.test(heard.name ?? ''),
  channels: [rawMotion],
  services: [MOTION, BATTERY_SERVICE],
  *start(settings) {
    check(settings);
    const old = yield { do: 'read', from: motionConfig };
    if (old?.length !== CONFIG_BYTES) {
      throw new AppError('SENSOR_REFUSED', `${LABEL} did not tell its motion settings (${old?.length ?? 0} bytes instead of ${CONFIG_BYTES}). Update its firmware with Nordic's app and try again.`);
    }
    const bytes = old.slice();
    bytes[MOTION_HZ_AT] = settings.rateHz & 0xff;
    bytes[MOTION_HZ_AT + 1] = settings.rateHz >> 8;
    yield { do: 'write', to: motionConfig, bytes, withResponse: true };
    yield { do: 'subscribe', channel: 0 };
  },
  /** Nothing to say: it sends only while someone listens. */
  *stop() {},
  decoder(settings): SensorDecoder {
    check(settings);
    const stream: SampleStream = { measures: 'accGyr', rateHz: settings.rateHz, clock: { kind: 'none' } };
    const batch = sampleBatch('accGyr', 1);
    const [ax, ay, az, gx, gy, gz] = batch.columns;
    return {
      streams: [stream],
      batches: [batch],
      decode(channel, payload) {
        batch.length = 0;
        if (channel !== 0 || payload.length !== RAW_BYTES) return 'bad';
        ax[0] = int16(payload, 0) * MPS2_PER_STEP;
        ay[0] = int16(payload, 2) * MPS2_PER_STEP;
        az[0] = int16(payload, 4) * MPS2_PER_STEP;
        gx[0] = int16(payload, 6) * DEG_PER_S_PER_STEP;
        gy[0] = int16(payload, 8) * DEG_PER_S_PER_STEP;
        gz[0] = int16(payload, 10) * DEG_PER_S_PER_STEP;
        batch.length = 1;
        return 'samples';
      },
    };
  },
  battery: standardBattery,
});

function check(settings: SensorSettings): void {
  checkedMode(LABEL, settings, RATES_HZ, ['raw']);
}
