import { concatBytes, readU16, sameBytes, u16, uuidBytes } from '../bytes.ts';
import { answerTo, ATT, ATT_ERROR, DEFAULT_MTU, errorAnswer, isCommand } from './att.ts';
import { PROPERTY, type Attribute, type GattCharacteristic } from './attributes.ts';

const PRIMARY_SERVICE = uuidBytes('2800');

/** An error that answers a request. */
class Refusal extends Error {
  readonly handle: number;
  readonly code: number;

  constructor(handle: number, code: number) {
    super(`attribute ${handle} answers error ${code}`);
    this.handle = handle;
    this.code = code;
  }
}

/**
 * The server side of one connection: made anew for each, so that a client that comes back has to subscribe again.
 * Source: Bluetooth Core 5.4, Vol 3 Part F (protocol) and Part G (services and characteristics).
 */
export class GattServer {
  readonly #table: readonly Attribute[];
  readonly #ownMtu: number;
  readonly #configurations = new Map<GattCharacteristic, number>();
  readonly #valueHandles = new Map<GattCharacteristic, number>();
  #prepared: { readonly handle: number; readonly offset: number; readonly bytes: Uint8Array }[] = [];
  #mtu = DEFAULT_MTU;

  constructor(table: readonly Attribute[], ownMtu: number) {
    this.#table = table;
    this.#ownMtu = ownMtu;
    for (const { kind, characteristic, handle } of table) if (kind === 'value') this.#valueHandles.set(characteristic!, handle);
  }

  get mtu(): number {
    return this.#mtu;
  }

  /** What the client switched on: 0 nothing, 1 notifications, 2 indications. */
  subscription(characteristic: GattCharacteristic): number {
    return this.#configurations.get(characteristic) ?? 0;
  }

  /** A notification or indication; longer values are cut to what the agreed length holds, as the specification says. */
  valueUnit(characteristic: GattCharacteristic, value: Uint8Array): Uint8Array {
    const length = Math.min(value.length, this.#mtu - 3);
    const unit = new Uint8Array(3 + length);
    const handle = this.#valueHandles.get(characteristic)!;
    unit[0] = this.subscription(characteristic) === 2 ? ATT.indication : ATT.notification;
    unit[1] = handle & 0xff;
    unit[2] = handle >> 8;
    unit.set(length === value.length ? value : value.subarray(0, length), 3);
    return unit;
  }

  /** The characteristic whose value or configuration a request is about, if it names one. */
  subject(unit: Uint8Array): { readonly kind: Attribute['kind']; readonly characteristic: GattCharacteristic } | null {
    const about = this.#table[readU16(unit, 1) - 1] as Attribute | undefined;
    return about?.characteristic ? { kind: about.kind, characteristic: about.characteristic } : null;
  }

  /** @returns the answer, or null where there is none to give */
  answer(unit: Uint8Array): Uint8Array | null {
    try {
      const body = this.#answerBody(unit);
      return body === null || isCommand(unit[0]) ? null : concatBytes([answerTo(unit[0])], body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return isCommand(unit[0]) ? null : errorAnswer(unit[0], error.handle, error.code);
    }
  }

  #answerBody(unit: Uint8Array): Uint8Array | null {
    const need = (length: number): void => {
      if (unit.length < length) throw new Refusal(0, ATT_ERROR.invalidPdu);
    };
    switch (unit[0]) {
      case ATT.mtuRequest:
        need(3);
        this.#mtu = Math.max(DEFAULT_MTU, Math.min(readU16(unit, 1), this.#ownMtu));
        return Uint8Array.from(u16(this.#ownMtu));
      case ATT.findInformation:
        need(5);
        return this.#findInformation(readU16(unit, 1), readU16(unit, 3));
      case ATT.findByTypeValue:
        need(7);
        return this.#findByTypeValue(readU16(unit, 1), readU16(unit, 3), unit.subarray(5, 7), unit.subarray(7));
      case ATT.readByType:
      case ATT.readByGroupType:
        if (unit.length !== 7 && unit.length !== 21) throw new Refusal(0, ATT_ERROR.invalidPdu);
        return this.#readByType(readU16(unit, 1), readU16(unit, 3), unit.subarray(5), unit[0] === ATT.readByGroupType);
      case ATT.read:
        need(3);
        return this.#content(readU16(unit, 1)).subarray(0, this.#mtu - 1);
      case ATT.readBlob: {
        need(5);
        const content = this.#content(readU16(unit, 1));
        const offset = readU16(unit, 3);
        if (offset > content.length) throw new Refusal(readU16(unit, 1), ATT_ERROR.invalidOffset);
        return content.subarray(offset, offset + this.#mtu - 1);
      }
      case ATT.write:
      case ATT.writeCommand:
        need(3);
        this.#write(readU16(unit, 1), unit.slice(3), unit[0] === ATT.write);
        return new Uint8Array(0);
      case ATT.prepareWrite:
        need(5);
        this.#at(readU16(unit, 1));
        this.#prepared.push({ handle: readU16(unit, 1), offset: readU16(unit, 3), bytes: unit.slice(5) });
        return unit.slice(1);
      case ATT.executeWrite:
        need(2);
        this.#executeWrite(unit[1] === 1);
        return new Uint8Array(0);
      default:
        throw new Refusal(0, ATT_ERROR.requestNotSupported);
    }
  }

  #at(handle: number): Attribute {
    const found = this.#table[handle - 1] as Attribute | undefined;
    if (!found) throw new Refusal(handle, ATT_ERROR.invalidHandle);
    return found;
  }

  #between(start: number, end: number): readonly Attribute[] {
    if (start === 0 || start > end) throw new Refusal(start, ATT_ERROR.invalidHandle);
    return this.#table.slice(start - 1, end);
  }

  #content(handle: number): Uint8Array {
    const { fixed, kind, characteristic } = this.#at(handle);
    if (fixed) return fixed;
    if (kind === 'configuration') return Uint8Array.from(u16(this.subscription(characteristic!)));
    if (!characteristic?.read || !(characteristic.properties & PROPERTY.read)) throw new Refusal(handle, ATT_ERROR.readNotPermitted);
    return characteristic.read();
  }

  #findInformation(start: number, end: number): Uint8Array {
    const first = this.#between(start, end)[0] as Attribute | undefined;
    if (!first) throw new Refusal(start, ATT_ERROR.attributeNotFound);
    return this.#list([first.type.length === 2 ? 1 : 2], this.#between(start, end), ({ handle, type }) => concatBytes(u16(handle), type));
  }

  #findByTypeValue(start: number, end: number, type: Uint8Array, value: Uint8Array): Uint8Array {
    const found = this.#between(start, end).filter((a) => sameBytes(a.type, type) && a.fixed && sameBytes(a.fixed, value));
    if (found.length === 0) throw new Refusal(start, ATT_ERROR.attributeNotFound);
    return this.#list([], found, ({ handle, groupEnd }) => Uint8Array.from([...u16(handle), ...u16(groupEnd)]));
  }

  #readByType(start: number, end: number, type: Uint8Array, groups: boolean): Uint8Array {
    if (groups && !sameBytes(type, PRIMARY_SERVICE)) throw new Refusal(start, ATT_ERROR.unsupportedGroup);
    const found = this.#between(start, end).filter((a) => sameBytes(a.type, type));
    if (found.length === 0) throw new Refusal(start, ATT_ERROR.attributeNotFound);
    const entry = (a: Attribute): Uint8Array => concatBytes(u16(a.handle), groups ? u16(a.groupEnd) : [], this.#content(a.handle));
    return this.#list([Math.min(entry(found[0]).length, this.#mtu - 2)], found, entry);
  }

  /** As many entries as fit and are as long as the first. */
  #list(head: readonly number[], attributes: readonly Attribute[], entry: (a: Attribute) => Uint8Array): Uint8Array {
    const entries: Uint8Array[] = [];
    for (let room = this.#mtu - 1 - head.length; entries.length < attributes.length;) {
      const whole = entry(attributes[entries.length]);
      // One long value may be cut; it is read to its end by its handle.
      const next = entries.length === 0 ? whole.subarray(0, room) : whole;
      if (next.length > room || (entries.length > 0 && next.length !== entries[0].length)) break;
      entries.push(next);
      room -= next.length;
    }
    return concatBytes(head, ...entries);
  }

  #write(handle: number, bytes: Uint8Array, answered: boolean): void {
    const { kind, characteristic } = this.#at(handle);
    if (kind === 'configuration') {
      this.#configure(handle, characteristic!, bytes);
      return;
    }
    const property = answered ? PROPERTY.write : PROPERTY.writeWithoutResponse;
    if (kind !== 'value' || !characteristic?.write || !(characteristic.properties & property)) throw new Refusal(handle, ATT_ERROR.writeNotPermitted);
    const code = characteristic.write(bytes);
    if (code !== ATT_ERROR.none) throw new Refusal(handle, code);
  }

  #configure(handle: number, characteristic: GattCharacteristic, bytes: Uint8Array): void {
    if (bytes.length !== 2) throw new Refusal(handle, ATT_ERROR.invalidLength);
    const wanted = readU16(bytes, 0);
    const offered = (characteristic.properties & PROPERTY.notify ? 1 : 0) | (characteristic.properties & PROPERTY.indicate ? 2 : 0);
    if ((wanted & ~offered) !== 0) throw new Refusal(handle, ATT_ERROR.cccdImproper);
    this.#configurations.set(characteristic, wanted);
    characteristic.subscribed?.(wanted !== 0);
  }

  #executeWrite(write: boolean): void {
    const parts = this.#prepared;
    this.#prepared = [];
    if (!write) return;
    const whole = new Map<number, number[]>();
    for (const { handle, offset, bytes } of parts) {
      const value = whole.get(handle) ?? [];
      if (offset > value.length) throw new Refusal(handle, ATT_ERROR.invalidOffset);
      value.splice(offset, bytes.length, ...bytes);
      whole.set(handle, value);
    }
    for (const [handle, value] of whole) this.#write(handle, Uint8Array.from(value), true);
  }
}
