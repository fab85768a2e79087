import { defineSensor } from './define.ts';
import type { SensorSettings, SensorStep } from './define.ts';
import { checkedMode } from './parts/settings.ts';
import { witMotionDecoder } from './witMotion/decoder.ts';

const LABEL = 'WitMotion BWT901BLE / WT9011DCL';
/** Looks like a 16-bit UUID but is not: its base ends in 9a34fb instead of 9b34fb. */
const uuid = (number: string) => `0000${number}00001000800000805f9a34fb`;
const SERVICE = uuid('ffe5');
const frames = { service: SERVICE, characteristic: uuid('ffe4') };
const commands = { service: SERVICE, characteristic: uuid('ffe9') };

/** Settings may be written for ten seconds after this. */
const UNLOCK = [0xff, 0xaa, 0x69, 0x88, 0xb5];
const RATE_REGISTER = 0x03;
const RATE_CODES: ReadonlyMap<number, number> = new Map([[10, 0x06], [20, 0x07], [50, 0x08], [100, 0x09], [200, 0x0b]]);
const RATES_HZ = [...RATE_CODES.keys()];
/** The sensor takes commands slowly: the maker's own program waits so long between two, ms. */
const PAUSE_MS = 100;

const send = (bytes: readonly number[]): SensorStep => ({ do: 'write', to: commands, bytes: Uint8Array.from(bytes), withResponse: false });

/**
 * WitMotion's Bluetooth Low Energy inclinometers with nine axes. Frames have no checksum and tell neither time nor number:
 * what is lost on the way can only be estimated. Acceleration is cut off at 16 g, angular velocity at 2000 deg/s.
 *
 * The rate is set for now and never saved: a save would change the sensor for good, for every other program too.
 */
export const witMotion = defineSensor({
  id: 'witmotion',
  label: LABEL,
  source: 'WitMotion, Bluetooth 5.0 SDK (WitBluetooth_BWT901BLE5_0) and WT901BLECL manual',
  defaultRateHz: 50,
  capabilities(settings) {
    check(settings);
    return { hasGyroscope: true, time: 'none', tickS: null, wrapBits: null, ratesHz: RATES_HZ, samplesPerPacket: 1, hasBattery: false };
  },
  /** Its vibration sensors (WTVB..) advertise the same service and begin their frames alike, but measure something else. */
  recognises: ({ name, services }) => !/^WTVB/i.test(name ?? '') && (services.includes(SERVICE) || /^B?WT901/i.test(name ?? '')),
  channels: [frames],
  services: [SERVICE],
  *start(settings) {
    check(settings);
    yield send(UNLOCK);
    yield { do: 'wait', ms: PAUSE_MS };
    yield send([0xff, 0xaa, RATE_REGISTER, RATE_CODES.get(settings.rateHz)!, 0x00]);
    yield { do: 'wait', ms: PAUSE_MS };
    yield { do: 'subscribe', channel: 0 };
  },
  /** Nothing to say: it sends for as long as it is on, to whoever listens. */
  *stop() {},
  decoder(settings) {
    check(settings);
    return witMotionDecoder(settings.rateHz);
  },
  battery: null,
});

function check(settings: SensorSettings): void {
  checkedMode(LABEL, settings, RATES_HZ, ['inertial']);
}
