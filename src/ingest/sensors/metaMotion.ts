import { BATTERY_SERVICE, standardBattery } from './parts/battery.ts';
import { checkedMode } from './parts/settings.ts';
import { defineSensor } from './define.ts';
import type { SensorSettings } from './define.ts';
import { NOTIFY, SERVICE, startMetaMotion, stopMetaMotion } from './metaMotion/dialogue.ts';
import { metaMotionDecoder } from './metaMotion/decoder.ts';
import { GYR_DEG_PER_S, ACC_G, RATES_HZ, TICK_S } from './metaMotion/protocol.ts';
import type { Sending } from './metaMotion/protocol.ts';

const LABEL = 'Mbientlab MetaMotion';

/**
 * MetaMotion R, RL, C (Bosch BMI160) and S (BMI270); which of them is asked at the start.
 *
 * Modes: `clocked` (default) sends each sample through an accounter of the board, which adds the board's clock, so that
 * losses are counted. `plain` (one sample a packet) and `packed` (three) need less of the radio but tell no time: losses can
 * then only be estimated. Accelerometer and gyroscope sample on their own and are two streams.
 *
 * Starting removes the data processors of the board, also those of another program; what it has logged is left alone.
 */
export const metaMotion = defineSensor({
  id: 'mbientlab-metamotion',
  label: LABEL,
  source: 'Mbientlab, MetaWear-SDK-Cpp (sources and tests)',
  defaultRateHz: 100,
  capabilities(settings) {
    const clocked = sending(settings) === 'clocked';
    return {
      hasGyroscope: true,
      time: clocked ? 'timestamp' : 'none',
      tickS: clocked ? TICK_S : null,
      wrapBits: clocked ? 32 : null,
      ratesHz: RATES_HZ,
      samplesPerPacket: sending(settings) === 'packed' ? 3 : 1,
      hasBattery: true,
    };
  },
  recognises: (heard) => heard.services.includes(SERVICE) || /^Meta(Motion|Wear)/i.test(heard.name ?? ''),
  channels: [NOTIFY],
  services: [SERVICE, BATTERY_SERVICE],
  start: (settings) => startMetaMotion(LABEL, settings.rateHz, sending(settings)),
  stop: (settings) => {
    sending(settings);
    return stopMetaMotion();
  },
  decoder: (settings) => metaMotionDecoder({ rateHz: settings.rateHz, sending: sending(settings), accG: ACC_G, gyrDegPerS: GYR_DEG_PER_S }),
  battery: standardBattery,
});

function sending(settings: SensorSettings): Sending {
  return checkedMode<Sending>(LABEL, settings, RATES_HZ, ['clocked', 'plain', 'packed']);
}
