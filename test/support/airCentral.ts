import { AppError } from '../../src/model/index.ts';
import type { Advertisement, BleCentral, CallOptions } from '../../src/ingest/transports/ble/central.ts';
import { addressBytes, readU16, u16 } from '../../src/simulator/radio/bytes.ts';
import { aclHandle } from '../../src/simulator/radio/hci/acl.ts';
import { H4 } from '../../src/simulator/radio/hci/h4.ts';
import type { Device, Scheduler, VirtualRadio } from '../../src/simulator/radio/index.ts';
import { AirLink, type Air } from './airLink.ts';
import { outcomeOf } from './outcomeOf.ts';

const CONNECT_MS = 10_000;
/** Asked of the sensor, in steps of 1.25 ms and 10 ms: as the real adapter asks. */
const INTERVAL = [12, 24] as const;
const SUPERVISION = 400;

/** What noble calls a device with this address. */
export function idOf(address: string): string {
  return address.replaceAll(':', '');
}

/**
 * A BleCentral straight on a virtual controller, without a Bluetooth stack between: everything happens in the time of the radio's
 * scheduler, so that an hour passes in seconds.
 * @param radio its controller must not be connected to anything else
 * @param now the scheduler's clock, ms, as it was when the radio was started
 */
export function airCentral(radio: VirtualRadio, now: () => number): BleCentral & { readonly links: number } {
  return new AirCentral(radio, now);
}

/** The clock of fake timers, at steps of `stepMs`: what the radio does within one step happens in one go, each thing at its own time. */
export function coarseScheduler(stepMs: number): Scheduler {
  return {
    now: () => performance.now(),
    setTimeout: (run, ms) => setTimeout(run, Math.max(ms, stepMs)),
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
}

class AirCentral implements BleCentral {
  readonly #radio: VirtualRadio;
  readonly #links = new Map<number, AirLink>();
  readonly #startedMs: number;
  #turn: Promise<unknown> = Promise.resolve();
  #connected: ((status: number, handle: number) => void) | null = null;
  #rssi = 0;

  constructor(radio: VirtualRadio, now: () => number) {
    this.#radio = radio;
    this.#startedMs = now() - (radio.devices[0]?.nowMs ?? 0);
    radio.controller.onPacket = (packet) => this.#receive(packet);
  }

  get links(): number {
    return this.#links.size;
  }

  async ready(): Promise<void> {
    return undefined;
  }

  scan(onFound: (heard: Advertisement) => void, signal: AbortSignal): Promise<void> {
    for (const device of this.#radio.devices) {
      const { services, manufacturerData = null } = device.firmware.advertised;
      onFound({ id: idOf(device.options.address), name: device.name, rssi: device.air.rssi, services, manufacturerData });
    }
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  connect(id: string, { timeoutMs = CONNECT_MS, signal }: CallOptions = {}): Promise<AirLink> {
    const link = this.#turn.then(() => this.#connectNow(id, timeoutMs, signal));
    this.#turn = link.catch(() => null);
    return link;
  }

  async close(): Promise<void> {
    for (const link of this.#links.values()) await link.disconnect();
  }

  async #connectNow(id: string, timeoutMs: number, signal: AbortSignal | undefined): Promise<AirLink> {
    const device = this.#radio.devices.find(({ options }) => idOf(options.address) === id);
    const address = device?.options.address ?? id.replace(/(..)(?=.)/g, '$1:');
    let link: AirLink;
    try {
      const handle = await outcomeOf<number>({ timeoutMs, signals: signal ? [signal] : [] }, (settle) => {
        this.#connected = (status, found) => (status === 0 ? settle.done(found) : settle.fail(new AppError('SENSOR_UNREACHABLE', `Connecting failed with status ${status}.`)));
        this.#command(0x200d, [...u16(96), ...u16(48), 0, 0, ...addressBytes(address), 0, ...u16(INTERVAL[0]), ...u16(INTERVAL[1]), 0, 0, ...u16(SUPERVISION), 0, 0, 0, 0]);
      });
      link = this.#linkOf(handle)!;
    } catch (error) {
      this.#connected = null;
      this.#command(0x200e, []);
      // It may have come about in the very moment in which it was taken back.
      for (const opened of [...this.#links.values()].filter((each) => each.id === id)) await opened.disconnect();
      throw error;
    }
    try {
      await link.agreeOnLength({ signal });
    } catch (error) {
      await link.disconnect();
      throw error;
    }
    return link;
  }

  #linkOf(handle: number): AirLink | undefined {
    return this.#links.get(handle);
  }

  #command(opcode: number, parameters: readonly number[]): void {
    this.#radio.controller.receive(Uint8Array.from([H4.command, ...u16(opcode), parameters.length, ...parameters]));
  }

  #receive(packet: Uint8Array): void {
    if (packet[0] === H4.acl) {
      this.#links.get(aclHandle(packet))?.receive(packet);
    } else if (packet[1] === 0x3e && packet[3] === 0x01) {
      const handle = readU16(packet, 5);
      if (packet[4] === 0) this.#opened(handle);
      this.#connected?.(packet[4], handle);
      this.#connected = null;
    } else if (packet[1] === 0x05) {
      const handle = readU16(packet, 4);
      const link = this.#links.get(handle);
      this.#links.delete(handle);
      link?.ended(packet[6]);
    } else if (packet[1] === 0x0e && readU16(packet, 4) === 0x1405) {
      this.#rssi = (packet[9] << 24) >> 24;
    }
  }

  #opened(handle: number): void {
    const device: Device = this.#radio.controller.links.get(handle)!.device;
    const air: Air = {
      send: (packet) => this.#radio.controller.receive(packet),
      aclBytes: this.#radio.controller.aclBytes,
      arrivalMs: () => this.#startedMs + device.nowMs,
      hangUp: (which) => this.#command(0x0406, [...u16(which), 0x13]),
      readRssi: (which) => {
        this.#command(0x1405, u16(which));
        return this.#rssi;
      },
    };
    this.#links.set(handle, new AirLink(idOf(device.options.address), handle, device, air));
  }
}
