import { randomStream, type Random } from '../../random.ts';
import { advertisementOf } from '../air/advertising.ts';
import { Link, type LinkHost } from '../air/link.ts';
import type { Device } from '../device.ts';
import type { Timeline } from '../timeline.ts';
import { aclHandle } from './acl.ts';
import { answerCommand } from './commands.ts';
import { advertisingReport, agreed, connectionComplete, disconnectionComplete, REPORT, STATUS, type ConnectionRequest } from './events.ts';
import { H4 } from './h4.ts';

export interface ControllerOptions {
  /** Its own address. */
  readonly address: string;
  /** Data bytes of one packet between it and the computer, both ways. */
  readonly aclBytes: number;
  /** Packets it holds for sensors until they are sent. */
  readonly aclPackets: number;
}

export const CONTROLLER: ControllerOptions = { address: '02:00:00:00:00:01', aclBytes: 251, aclPackets: 12 };

/** A Bluetooth controller in front of sensors that are not there: takes and gives whole H4 packets. */
export class Controller implements LinkHost {
  readonly options: ControllerOptions;
  readonly links = new Map<number, Link>();
  /** Set by whoever carries packets to the computer. */
  onPacket: (packet: Uint8Array) => void = () => undefined;
  /** False while the computer's side is full. */
  ready = true;
  /** Filter of repeated reports; null while not scanning. */
  scanning: { readonly once: boolean; readonly active: boolean } | null = null;
  activeScan = true;
  pending: ConnectionRequest | null = null;
  readonly #devices: readonly Device[];
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #advertising = new Set<Device>();
  readonly #reported = new Set<Device>();
  #nextHandle = 0x0040;

  constructor(devices: readonly Device[], timeline: Timeline, options: Partial<ControllerOptions>, seed: number) {
    this.options = { ...CONTROLLER, ...options };
    this.#devices = devices;
    this.#timeline = timeline;
    this.#random = randomStream(seed, 'air');
    for (const device of devices) {
      device.hangUp = (reason) => {
        if (device.link) this.ended(device.link, reason);
      };
    }
  }

  get aclBytes(): number {
    return this.options.aclBytes;
  }

  uniform(): number {
    return this.#random.uniform();
  }

  /** A whole packet from the computer. */
  receive(packet: Uint8Array): void {
    this.#timeline.catchUp();
    if (packet[0] === H4.command) answerCommand(this, packet);
    else if (packet[0] === H4.acl) this.links.get(aclHandle(packet))?.receive(packet);
  }

  send(packet: Uint8Array): void {
    this.onPacket(packet);
  }

  scan(on: boolean, once: boolean): void {
    this.scanning = on ? { once, active: this.activeScan } : null;
    this.#reported.clear();
    if (on) this.advertise();
  }

  /** Sensors tell who they are for as long as somebody listens. */
  advertise(): void {
    for (const device of this.#devices) {
      if (this.#advertising.has(device)) continue;
      this.#advertising.add(device);
      this.#planAdvertisement(device, this.uniform() * device.air.advertisingMs);
    }
  }

  linkTo(address: string): Link | undefined {
    return [...this.links.values()].find(({ device }) => device.options.address === address);
  }

  /** Ends a link at the computer's wish, or because it broke. */
  ended(link: Link, reason: number): void {
    link.device.advanceTo(this.#timeline.nowMs);
    this.links.delete(link.handle);
    this.#letGo(link, reason);
    this.send(disconnectionComplete(link.handle, reason));
  }

  /** Forgets everything, without a word. */
  reset(): void {
    this.scanning = null;
    this.pending = null;
    for (const link of this.links.values()) {
      link.device.advanceTo(this.#timeline.nowMs);
      this.#letGo(link, STATUS.localEnded);
    }
    this.links.clear();
  }

  #letGo(link: Link, reason: number): void {
    link.end(reason);
    // A sensor that was switched off in between may be connected anew.
    if (link.device.link !== link) return;
    link.device.link = null;
    link.device.firmware.linkDown?.();
  }

  #planAdvertisement(device: Device, inMs: number): void {
    this.#timeline.at(this.#timeline.nowMs + inMs, () => {
      if (!this.scanning && !this.pending) {
        this.#advertising.delete(device);
        return;
      }
      if (device.isOn && !device.link && !device.troubles.isUnreachable(this.#timeline.nowMs)) this.#heard(device);
      this.#planAdvertisement(device, device.air.advertisingMs + 10 * this.uniform());
    });
  }

  #heard(device: Device): void {
    const { address } = device.options;
    if (this.pending?.address === address && !this.linkTo(address)) {
      this.#connect(device, this.pending);
      return;
    }
    if (!this.scanning || !this.ready || (this.scanning.once && this.#reported.has(device))) return;
    this.#reported.add(device);
    const { first, second } = advertisementOf(device);
    const rssi = Math.round(device.air.rssi + 4 * (this.uniform() - 0.5));
    this.send(advertisingReport(REPORT.connectable, address, first, rssi));
    if (this.scanning.active) this.send(advertisingReport(REPORT.scanResponse, address, second, rssi));
  }

  #connect(device: Device, asked: ConnectionRequest): void {
    this.pending = null;
    const parameters = agreed(asked, device.air.connIntervalMs);
    if (device.troubles.failingConnects > 0) {
      device.troubles.failingConnects--;
      this.send(connectionComplete(STATUS.failedToEstablish, 0, null, parameters));
      return;
    }
    device.advanceTo(this.#timeline.nowMs);
    const link = new Link(this.#nextHandle++, device, parameters, this, this.#timeline);
    this.links.set(link.handle, link);
    device.link = link;
    device.connections.push(link.truth);
    this.send(connectionComplete(STATUS.ok, link.handle, device.options.address, parameters));
  }
}
