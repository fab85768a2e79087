import { defineSensor } from './define.ts';
import type { SensorModel, SensorSettings } from './define.ts';
import { BATTERY_SERVICE, standardBattery } from './parts/battery.ts';
import { checkedMode } from './parts/settings.ts';
import { pmdDecoder } from './polar/decoder.ts';
import { ACC_MEASUREMENT, CONTROL, DATA, GYR_MEASUREMENT, PMD_SERVICE, startPmd, stopPmd } from './polar/control.ts';
import type { PmdMeasurement } from './polar/control.ts';

interface PolarModel {
  readonly id: string;
  readonly label: string;
  readonly name: RegExp;
  readonly ratesHz: readonly number[];
  readonly defaultRateHz: number;
  readonly measurements: readonly PmdMeasurement[];
  /** Samples of an ordinary frame. */
  readonly samplesPerPacket: number;
}

/** A chest strap. Accelerometer only: it cannot tell left from right. It switches itself on when it is worn on wet skin. */
export const polarH10 = polar({
  id: 'polar-h10',
  label: 'Polar H10',
  name: /^Polar H10\b/i,
  ratesHz: [25, 50, 100, 200],
  defaultRateHz: 200,
  measurements: [{ ...ACC_MEASUREMENT, options: [] }],
  samplesPerPacket: 36,
});

/** An optical arm band; both sensors at 52 Hz. Its other rates need the maker's SDK mode, which is left alone. */
export const polarVeritySense = polar({
  id: 'polar-verity-sense',
  label: 'Polar Verity Sense',
  name: /^Polar (Verity )?Sense\b/i,
  ratesHz: [52],
  defaultRateHz: 52,
  // It also wants to be told that there are three channels (setting 4, one value, 3).
  measurements: [ACC_MEASUREMENT, GYR_MEASUREMENT].map((measurement) => ({ ...measurement, options: [0x04, 0x01, 0x03] })),
  samplesPerPacket: 57,
});

/**
 * A Polar sensor with the Polar Measurement Data service. Each frame carries the time of its last sample in nanoseconds;
 * accelerometer and gyroscope sample on their own and are two streams.
 */
function polar({ id, label, name, ratesHz, defaultRateHz, measurements, samplesPerPacket }: PolarModel): SensorModel {
  const check = (settings: SensorSettings) => checkedMode(label, settings, ratesHz, ['measurementData']);
  return defineSensor({
    id,
    label,
    source: 'Polar, online_measurement.pdf and sources of polar-ble-sdk',
    defaultRateHz,
    capabilities(settings) {
      check(settings);
      return { hasGyroscope: measurements.length > 1, time: 'timestamp', tickS: 1e-6, wrapBits: null, ratesHz, samplesPerPacket, hasBattery: true };
    },
    recognises: (heard) => name.test(heard.name ?? ''),
    channels: [CONTROL, DATA],
    services: [PMD_SERVICE, BATTERY_SERVICE],
    start(settings) {
      check(settings);
      return startPmd(label, measurements, settings.rateHz);
    },
    stop(settings) {
      check(settings);
      return stopPmd(measurements);
    },
    decoder(settings) {
      check(settings);
      return pmdDecoder(measurements, settings.rateHz);
    },
    battery: standardBattery,
  });
}
