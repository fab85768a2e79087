import type { SensorDialogue, SensorModel, SensorStep } from '../../src/ingest/sensors/define.ts';
import { startVirtualRadio, type RadioScenario, type VirtualRadio } from '../../src/simulator/radio/index.ts';
import { VirtualTime } from './virtualTime.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const le16 = (value: number): number[] => [value & 0xff, value >> 8];

/**
 * The computer's side of a virtual radio, byte by byte and written from the specification on its own: it shares no code with the
 * radio, so that the two check each other. Everything happens within the call, or while the virtual time runs.
 */
export class RadioHost {
  readonly time = new VirtualTime();
  readonly radio: VirtualRadio;
  /** Packets of the controller that were not looked at yet, hexadecimal. */
  events: string[] = [];
  /** Notifications and indications by connection and attribute. */
  onValue: (handle: number, attribute: number, value: Uint8Array) => void = () => undefined;
  readonly answers = new Map<number, Uint8Array[]>();
  readonly ended = new Map<number, number>();
  readonly #frames = new Map<number, Buffer>();

  constructor(scenario: RadioScenario) {
    this.radio = startVirtualRadio(scenario, this.time);
    this.radio.controller.onPacket = (packet) => this.#take(packet);
  }

  /** @returns the events that the controller answered at once */
  command(opcode: number, ...parameters: number[]): string[] {
    this.events = [];
    this.radio.controller.receive(Uint8Array.from([1, ...le16(opcode), parameters.length, ...parameters]));
    return this.events;
  }

  /** Connects, the supervision timeout in steps of 10 ms. @returns the connection's handle */
  connect(address: string, { intervalSteps = 12, timeoutSteps = 400 } = {}): number {
    const bytes = [...Buffer.from(address.replaceAll(':', ''), 'hex')].reverse();
    this.command(0x200d, 0x60, 0, 0x30, 0, 0, 0, ...bytes, 0, ...le16(intervalSteps), ...le16(intervalSteps), 0, 0, ...le16(timeoutSteps), 0, 0, 0, 0);
    for (let waited = 0; waited < 10_000; waited += 10) {
      this.time.run(10);
      const complete = this.events.find((event) => event.startsWith('043e1301'));
      if (complete?.startsWith('00', 8)) return Buffer.from(complete, 'hex').readUInt16LE(5);
      if (complete) break;
    }
    throw new Error(`${address} did not connect`);
  }

  disconnect(handle: number): void {
    this.command(0x0406, ...le16(handle), 0x13);
  }

  /** Sends an attribute protocol unit in fragments of at most 27 bytes. @returns the answer, or null where none came */
  request(handle: number, unit: readonly number[]): Uint8Array | null {
    this.answers.set(handle, []);
    const frame = [...le16(unit.length), 4, 0, ...unit];
    for (let at = 0; at < frame.length; at += 27) {
      const part = frame.slice(at, at + 27);
      this.radio.controller.receive(Uint8Array.from([2, handle & 0xff, (handle >> 8) | (at === 0 ? 0 : 0x10), ...le16(part.length), ...part]));
    }
    return this.answers.get(handle)!.at(-1) ?? null;
  }

  /** Handles of every characteristic by its UUID, as they are found by asking. */
  discover(handle: number): Map<string, { readonly value: number; readonly properties: number; readonly end: number }> {
    this.request(handle, [0x02, ...le16(247)]);
    const found: { uuid: string; declared: number; value: number; properties: number }[] = [];
    for (let start = 1; start <= 0xffff;) {
      const answer = this.request(handle, [0x08, ...le16(start), 0xff, 0xff, 0x03, 0x28]);
      if (answer?.[0] !== 0x09) break;
      const view = Buffer.from(answer);
      for (let at = 2; at < view.length; at += view[1]) {
        const uuid = hex(view.subarray(at + 5, at + view[1]).reverse());
        found.push({ uuid, declared: view.readUInt16LE(at), properties: view[at + 2], value: view.readUInt16LE(at + 3) });
      }
      start = found[found.length - 1].value + 1;
    }
    return new Map(found.map(({ uuid, properties, value }, i) => [uuid, { value, properties, end: (found[i + 1]?.declared ?? 0x10000) - 1 }]));
  }

  #take(packet: Uint8Array): void {
    const bytes = Buffer.from(packet);
    if (bytes[0] === 4) {
      this.events.push(hex(packet));
      if (bytes[1] === 0x05) this.ended.set(bytes.readUInt16LE(4), bytes[6]);
      return;
    }
    const handle = bytes.readUInt16LE(1) & 0xfff;
    const continued = bytes.readUInt16LE(1) >> 12 === 1;
    const frame = continued ? Buffer.concat([this.#frames.get(handle)!, bytes.subarray(5)]) : bytes.subarray(5);
    if (frame.length < frame.readUInt16LE(0) + 4) {
      this.#frames.set(handle, frame);
      return;
    }
    const unit = frame.subarray(4);
    if (unit[0] === 0x1d) this.request(handle, [0x1e]);
    if (unit[0] === 0x1b || unit[0] === 0x1d) this.onValue(handle, unit.readUInt16LE(1), Uint8Array.from(unit.subarray(3)));
    else this.answers.get(handle)?.push(Uint8Array.from(unit));
  }
}

/** A sensor model's own dialogue with a virtual sensor. @param onPacket gets every notification of the model's channels */
export class ModelOnRadio {
  readonly #host: RadioHost;
  readonly #model: SensorModel;
  readonly #handle: number;
  readonly #found: ReturnType<RadioHost['discover']>;
  readonly #heard: { channel: number; payload: Uint8Array }[] = [];

  constructor(host: RadioHost, model: SensorModel, address: string, onPacket: (channel: number, payload: Uint8Array) => void) {
    this.#host = host;
    this.#model = model;
    this.#handle = host.connect(address);
    this.#found = host.discover(this.#handle);
    host.onValue = (_, attribute, payload) => {
      const channel = model.channels.findIndex(({ characteristic }) => this.#found.get(characteristic)?.value === attribute);
      if (channel < 0) return;
      this.#heard.push({ channel, payload });
      onPacket(channel, payload);
    };
  }

  get handle(): number {
    return this.#handle;
  }

  run(dialogue: SensorDialogue): void {
    let given: Uint8Array | undefined;
    for (let { value, done } = dialogue.next(); !done; { value, done } = dialogue.next(given)) given = this.#do(value as SensorStep);
  }

  #do(step: SensorStep): Uint8Array | undefined {
    switch (step.do) {
      case 'wait':
        this.#host.time.run(step.ms);
        return undefined;
      case 'subscribe': {
        const { value, properties } = this.#at(this.#model.channels[step.channel].characteristic);
        // The configuration stands right behind the value.
        this.#answered(this.#host.request(this.#handle, [0x12, ...le16(value + 1), properties & 0x10 ? 1 : 2, 0]), 0x13);
        return undefined;
      }
      case 'read':
        return this.#answered(this.#host.request(this.#handle, [0x0a, ...le16(this.#at(step.from.characteristic).value)]), 0x0b).slice(1);
      case 'write':
        this.#write(step);
        return undefined;
      case 'request': {
        this.#heard.length = 0;
        this.#write(step);
        for (let waited = 0; waited < 3000; waited += 15) {
          const reply = this.#heard.find(({ channel, payload }) => channel === step.channel && step.isReply(payload));
          if (reply) return reply.payload;
          this.#host.time.run(15);
        }
        throw new Error(`no answer to ${hex(step.bytes)}`);
      }
    }
  }

  #write({ to, bytes, withResponse }: SensorStep & { do: 'write' | 'request' }): void {
    const answer = this.#host.request(this.#handle, [withResponse ? 0x12 : 0x52, ...le16(this.#at(to.characteristic).value), ...bytes]);
    if (withResponse) this.#answered(answer, 0x13);
  }

  #at(uuid: string): { readonly value: number; readonly properties: number } {
    const found = this.#found.get(uuid);
    if (!found) throw new Error(`the virtual sensor has no characteristic ${uuid}`);
    return found;
  }

  #answered(answer: Uint8Array | null, opcode: number): Uint8Array {
    if (answer?.[0] !== opcode) throw new Error(`the sensor answered ${answer ? hex(answer) : 'nothing'} instead of ${opcode.toString(16)}`);
    return answer;
  }
}
