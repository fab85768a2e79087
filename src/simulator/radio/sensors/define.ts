import type { GattService } from '../gatt/attributes.ts';
import type { ClockScale } from '../clock.ts';
import type { Device } from '../device.ts';

/** What a stream of samples measures. */
export type SampleStreamKind = 'accGyr' | 'acc' | 'gyr';

/** The program that runs in a sensor. Made anew when the sensor is switched on. */
export interface Firmware {
  readonly advertised: {
    /** UUIDs that are told to everyone. */
    readonly services: readonly string[];
    /** Company id (little-endian) and what follows. */
    readonly manufacturerData?: Uint8Array;
  };
  readonly services: readonly GattService[];
  /** Takes every sample that is due by then (ms since the radio started) and hands its packets to `device.notify`. */
  advanceTo(untilMs: number): void;
  /** The connection ended. */
  linkDown?(): void;
}

/** One kind of sensor: one file each. */
export interface VirtualSensor<Kind extends string = string> {
  readonly kind: Kind;
  /** Name it gives itself when none is asked for. */
  readonly name: string;
  /** Longest protocol unit it agrees to. */
  readonly mtu: number;
  /** The clock whose readings its packets carry; null without one. @param settings of the scenario */
  clock(settings: Readonly<Record<string, unknown>>): ClockScale | null;
  switchOn(device: Device): Firmware;
}

/** Keeps the kind's literal type, so that a misspelt kind does not compile. */
export function defineVirtualSensor<const Kind extends string>(sensor: VirtualSensor<Kind>): VirtualSensor<Kind> {
  return sensor;
}
