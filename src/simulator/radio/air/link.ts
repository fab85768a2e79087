import type { Device } from '../device.ts';
import { damaged, type AttRequest } from '../faults.ts';
import { ATT, errorAnswer } from '../gatt/att.ts';
import type { GattCharacteristic } from '../gatt/attributes.ts';
import { GattServer } from '../gatt/gattServer.ts';
import { aclPackets, CHANNEL, FrameAssembler } from '../hci/acl.ts';
import { completedPackets, STATUS, type ConnectionParameters } from '../hci/events.ts';
import type { Timeline } from '../timeline.ts';
import type { ConnectionTruth, StreamTruth } from '../truth.ts';

/** Which samples a packet carries. */
export interface Samples {
  readonly of: StreamTruth;
  readonly first: number;
  readonly count: number;
}

interface Queued {
  readonly characteristic: GattCharacteristic;
  readonly bytes: Uint8Array;
  readonly samples: Samples | null;
}

/** The computer's side of a link. */
export interface LinkHost {
  /** Most data bytes of one packet to the computer. */
  readonly aclBytes: number;
  /** False while the computer takes no packets: then the link waits, and sensors' queues fill. */
  readonly ready: boolean;
  send(packet: Uint8Array): void;
  /** The link ended by itself. */
  ended(link: Link, reason: number): void;
  uniform(): number;
}

/** ms between connection events. */
function intervalMs({ intervalSteps }: ConnectionParameters): number {
  return intervalSteps * 1.25;
}

/**
 * One connection. Notifications leave at connection events, a few at a time; requests are answered at once,
 * because the time a dialogue takes changes nothing that is measured.
 */
export class Link {
  readonly handle: number;
  readonly device: Device;
  readonly truth: ConnectionTruth;
  readonly #host: LinkHost;
  readonly #timeline: Timeline;
  readonly #server: GattServer;
  readonly #frames = new FrameAssembler();
  readonly #queue: Queued[] = [];
  readonly #replies: Queued[] = [];
  #inbox: Uint8Array[] = [];
  #parameters: ConnectionParameters;
  #heardMs: number;
  #unconfirmed = false;
  #ended = false;
  /** The sensor was switched off: it will never answer again. */
  peerGone = false;

  constructor(handle: number, device: Device, parameters: ConnectionParameters, host: LinkHost, timeline: Timeline) {
    this.handle = handle;
    this.device = device;
    this.#host = host;
    this.#timeline = timeline;
    this.#parameters = parameters;
    this.#server = new GattServer(device.attributes, device.mtu);
    this.#heardMs = timeline.nowMs;
    this.truth = { connectedMs: timeline.nowMs, endedMs: null, reason: null, queued: 0, droppedAtSensor: 0, sentPackets: 0, sentBytes: 0 };
    this.#planEvent();
  }

  get mtu(): number {
    return this.#server.mtu;
  }

  isSubscribed(characteristic: GattCharacteristic): boolean {
    return this.#server.subscription(characteristic) !== 0;
  }

  /** @returns false where the queue is full */
  queue(characteristic: GattCharacteristic, bytes: Uint8Array, samples: Samples): boolean {
    if (this.#queue.length >= this.device.air.queueDepth) return false;
    this.#queue.push({ characteristic, bytes, samples });
    return true;
  }

  /** An answer of the sensor: never lost, and before any samples. */
  reply(characteristic: GattCharacteristic, bytes: Uint8Array): void {
    this.#replies.push({ characteristic, bytes, samples: null });
  }

  /** An ACL packet from the computer. */
  receive(packet: Uint8Array): void {
    if (this.#isUnreachable()) {
      this.#inbox.push(packet);
      return;
    }
    this.#host.send(completedPackets(this.handle, 1));
    const whole = this.#frames.add(packet);
    if (!whole) return;
    if (whole.channel === CHANNEL.att) this.#request(whole.frame);
    // Pairing is refused: none of these sensors needs it. 0x05: pairing failed, not supported.
    else if (whole.channel === CHANNEL.security) this.#sendFrame(CHANNEL.security, Uint8Array.of(0x05, 0x05));
  }

  update(parameters: ConnectionParameters): void {
    this.#parameters = parameters;
  }

  /** Nothing is sent or planned any more. What was in the queue is lost. */
  end(reason: number): void {
    this.#ended = true;
    this.truth.endedMs = this.#timeline.nowMs;
    this.truth.reason = reason;
    for (const { samples } of this.#queue) samples?.of.lose(samples.first, samples.count, 'linkLost');
    this.#queue.length = 0;
  }

  #isUnreachable(): boolean {
    return this.peerGone || this.device.troubles.isUnreachable(this.#timeline.nowMs);
  }

  #planEvent(): void {
    this.#timeline.at(this.#timeline.nowMs + intervalMs(this.#parameters), () => {
      if (!this.#ended) this.#event();
    });
  }

  #event(): void {
    const { nowMs } = this.#timeline;
    if (!this.peerGone) this.device.advanceTo(nowMs);
    if (this.#isUnreachable()) {
      if (nowMs - this.#heardMs >= this.#parameters.timeoutSteps * 10) {
        this.#host.ended(this, STATUS.connectionTimeout);
        return;
      }
    } else {
      this.#heardMs = nowMs;
      const waiting = this.#inbox;
      this.#inbox = [];
      for (const packet of waiting) this.receive(packet);
      if (this.#host.ready) this.#sendQueued();
    }
    if (!this.#ended) this.#planEvent();
  }

  #sendQueued(): void {
    const { packetsPerEvent, retryFraction } = this.device.air;
    for (let sent = 0; sent < packetsPerEvent; sent++) {
      if (retryFraction > 0 && this.#host.uniform() < retryFraction) return;
      const replying = this.#replies.length > 0 && !this.#unconfirmed;
      const next = replying ? this.#replies.shift() : this.#queue.shift();
      if (!next) return;
      this.#transmit(next);
    }
  }

  #transmit({ characteristic, bytes, samples }: Queued): void {
    const subscription = this.#server.subscription(characteristic);
    if (subscription === 0) {
      samples?.of.lose(samples.first, samples.count, 'noListener');
      return;
    }
    let sent = bytes;
    if (samples) {
      const { troubles } = this.device;
      if (this.#timeline.nowMs < troubles.lossUntilMs && this.#host.uniform() < troubles.lossFraction) {
        samples.of.lose(samples.first, samples.count, 'lost');
        return;
      }
      if (troubles.malformed > 0) {
        troubles.malformed--;
        sent = damaged(bytes, troubles.malformedHow, () => this.#host.uniform());
        samples.of.lose(samples.first, samples.count, 'malformed');
      } else {
        samples.of.deliver(samples.first, samples.count);
      }
      this.truth.sentPackets++;
      this.truth.sentBytes += sent.length;
    }
    if (subscription === 2) this.#unconfirmed = true;
    this.#sendFrame(CHANNEL.att, this.#server.valueUnit(characteristic, sent));
  }

  #request(unit: Uint8Array): void {
    if (unit.length === 0) return;
    if (unit[0] === ATT.confirmation) {
      this.#unconfirmed = false;
      return;
    }
    // An answer to something that was never asked.
    if (unit[0] % 2 === 1) return;
    // The state that the request changes held until now.
    this.device.advanceTo(this.#timeline.nowMs);
    const kind = this.#kindOf(unit);
    const trouble = kind === null ? undefined : this.device.troubles.ofRequest(kind);
    if (trouble === null) return;
    const answer = trouble === undefined ? this.#server.answer(unit) : errorAnswer(unit[0], unit[1] | (unit[2] << 8), trouble);
    if (answer) this.#sendFrame(CHANNEL.att, answer);
  }

  #kindOf(unit: Uint8Array): AttRequest | null {
    switch (unit[0]) {
      case ATT.mtuRequest: return 'mtu';
      case ATT.findInformation:
      case ATT.findByTypeValue:
      case ATT.readByGroupType:
      case ATT.readByType: return 'discover';
      case ATT.read:
      case ATT.readBlob: return 'read';
      case ATT.write: return this.#server.subject(unit)?.kind === 'configuration' ? 'subscribe' : 'write';
      default: return null;
    }
  }

  #sendFrame(channel: number, frame: Uint8Array): void {
    for (const packet of aclPackets(this.handle, channel, frame, this.#host.aclBytes)) this.#host.send(packet);
  }
}
