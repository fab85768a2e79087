import { AppError } from '../../model/index.ts';
import { defineSensor } from './define.ts';
import { dotDecoder } from './movellaDot/decoder.ts';
import { CHANNEL, DOT, DOT_CHANNELS, DOT_COMPANY_ID, DOT_RATES_HZ, measurement, rateAndFilter, rateThatIsSet } from './movellaDot/gatt.ts';
import { dotMode } from './movellaDot/modes.ts';

/** "Xsens DOT" up to firmware 2.4, "Movella DOT" since. */
const NAME = /^(Xsens|Movella) DOT/i;

/** Movella DOT, formerly Xsens DOT, both generations. Modes: `rateQuantities`, `rateQuantitiesMag`, `custom5`. */
export const movellaDot = defineSensor({
  id: 'movella-dot',
  label: 'Movella DOT',
  source: 'Movella DOT BLE Service Specification, XD0506P revision C, July 2023',
  defaultRateHz: 60,

  capabilities(settings) {
    dotMode(settings);
    return { hasGyroscope: true, time: 'timestamp', tickS: 1e-6, wrapBits: 32, ratesHz: DOT_RATES_HZ, samplesPerPacket: 1, hasBattery: true };
  },

  recognises({ name, manufacturerData }) {
    const company = manufacturerData === null || manufacturerData.length < 2 ? null : manufacturerData[0] | (manufacturerData[1] << 8);
    return company === DOT_COMPANY_ID || (name !== null && NAME.test(name));
  },

  channels: DOT_CHANNELS,
  services: [DOT.deviceControl.service, DOT.measurementControl.service, DOT.battery.service, DOT.messageControl.service],

  *start(settings) {
    const mode = dotMode(settings);
    // It streams on after a lost link, and while it measures it takes no other rate.
    yield { do: 'write', to: DOT.measurementControl, bytes: measurement('stop', mode.number), withResponse: true };
    yield { do: 'write', to: DOT.deviceControl, bytes: rateAndFilter(settings.rateHz), withResponse: true };
    // A sensor whose clock is shared with others keeps its rate without a word: ask.
    const control = yield { do: 'read', from: DOT.deviceControl };
    const rateHz = control === undefined ? null : rateThatIsSet(control);
    if (rateHz !== null && rateHz !== settings.rateHz) {
      throw new AppError('SENSOR_REFUSED', `The Movella DOT stays at ${rateHz} Hz and does not take ${settings.rateHz} Hz; switch it off and on, or ask for ${rateHz} Hz.`);
    }
    // Why it went: a button, an empty battery.
    yield { do: 'subscribe', channel: CHANNEL.deviceReport };
    yield { do: 'subscribe', channel: mode.channel };
    yield { do: 'write', to: DOT.measurementControl, bytes: measurement('start', mode.number), withResponse: true };
  },

  *stop(settings) {
    yield { do: 'write', to: DOT.measurementControl, bytes: measurement('stop', dotMode(settings).number), withResponse: true };
  },

  decoder(settings) {
    return dotDecoder(dotMode(settings), settings.rateHz);
  },

  battery: {
    at: DOT.battery,
    // Level, then whether it is being charged.
    read: (bytes) => (bytes.length >= 1 && bytes[0] <= 100 ? bytes[0] : null),
  },
});
