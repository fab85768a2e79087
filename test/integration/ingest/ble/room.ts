import { createRequire } from 'node:module';
import { loadNoble } from '../../../../src/ingest/transports/ble/nobleLoader.ts';
import { nobleCentral } from '../../../../src/ingest/transports/ble/nobleCentral.ts';
import type { BleCentral, BleLink } from '../../../../src/ingest/transports/ble/central.ts';
import { replaceHciSocket } from '../../../../src/radioVirtual.ts';
import type { RadioScenario, VirtualRadio } from '../../../../src/simulator/radio/index.ts';

/** Places in a Movella DOT. */
const dot = (part: string): string => `1517${part}494711e98646d663bd873d93`;
export const DOT = {
  services: [dot('1000'), dot('2000'), dot('3000')],
  info: { service: dot('1000'), characteristic: dot('1001') },
  control: { service: dot('2000'), characteristic: dot('2001') },
  payload: { service: dot('2000'), characteristic: dot('2003') },
  battery: { service: dot('3000'), characteristic: dot('3001') },
  start: Uint8Array.of(1, 1, 21),
  stop: Uint8Array.of(1, 0, 21),
};

/** `d4:22:cd:00:30:01` as the operating system, and noble, name the device. */
export const idOf = (address: string): string => address.replaceAll(':', '');

/** So many Movella DOTs, `d4:22:cd:00:30:01` and up. */
export function dots(count: number): RadioScenario {
  return {
    air: { advertisingMs: 20 },
    sensors: Array.from({ length: count }, (_, i) => ({ kind: 'movellaDot', address: `d4:22:cd:00:30:${String(i + 1).padStart(2, '0')}`, startTick: 1_000_000 })),
  };
}

/** The unmodified noble of this process over a virtual controller. Noble is one for a process, so this is too. */
export function openRoom(scenario: RadioScenario): { readonly radio: VirtualRadio; readonly central: BleCentral } {
  const radio = replaceHciSocket(createRequire(import.meta.url), scenario);
  return { radio, central: nobleCentral(() => loadNoble()) };
}

/** Resolves when `value` is what is waited for; looks whenever a value arrives, so it must be told. */
export class Arrivals {
  readonly values: { readonly value: Uint8Array; readonly arrivalMs: number }[] = [];
  #look: () => void = () => undefined;

  readonly take = (value: Uint8Array, arrivalMs: number): void => {
    this.values.push({ value, arrivalMs });
    this.#look();
  };

  /** Resolves when so many have arrived in all. */
  atLeast(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (this.values.length >= count) resolve();
      };
      this.#look();
    });
  }
}

/** Makes a DOT stream into `arrivals`. */
export async function startDot(link: BleLink, arrivals: Arrivals): Promise<void> {
  await link.discover(DOT.services);
  await link.subscribe(DOT.payload, arrivals.take);
  await link.write(DOT.control, DOT.start);
}
