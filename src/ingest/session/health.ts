import type { SensorModel } from '../sensors/define.ts';
import type { BleLink } from '../transports/ble/central.ts';
import { pause } from './pause.ts';

/** Strength of the signal, and every so many rounds the battery: both cost radio time. */
const ROUND_MS = 15_000;
const BATTERY_ROUNDS = 20;
const ANSWER_MS = 4000;

export interface HealthEvents {
  /** @param pct 0 to 100 */
  readonly onBattery: (pct: number) => void;
  /** @param dBm null where the stack cannot tell */
  readonly onRssi: (dBm: number | null) => void;
}

/** Reads battery and signal strength of a connected sensor until `signal` is aborted. Never rejects. */
export async function watchHealth(link: BleLink, { battery }: SensorModel, signal: AbortSignal, { onBattery, onRssi }: HealthEvents): Promise<void> {
  const options = { timeoutMs: ANSWER_MS, signal };
  for (let round = 0; !signal.aborted; round++) {
    if (battery !== null && round % BATTERY_ROUNDS === 0) {
      const bytes = await orNull(link.read(battery.at, options));
      const pct = bytes && battery.read(bytes);
      if (pct !== null) onBattery(pct);
    }
    if (signal.aborted) return;
    onRssi(await orNull(link.rssi(options)));
    await orNull(pause(ROUND_MS, signal));
  }
}

/** A sensor that does not tell its battery is no reason to end a recording: it is asked again later. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch(() => null);
}
