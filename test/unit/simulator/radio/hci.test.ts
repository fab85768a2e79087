import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aclPackets, FrameAssembler } from '../../../../src/simulator/radio/hci/acl.ts';
import { h4Splitter } from '../../../../src/simulator/radio/index.ts';
import { RadioHost } from '../../../support/radioHost.ts';

const ADDRESS = 'd4:22:cd:00:10:01';
const one = (): RadioHost => new RadioHost({ sensors: [{ kind: 'movellaDot', address: ADDRESS }] });
const SCAN_PARAMETERS = 0x200b;
const SCAN_ENABLE = 0x200c;

describe('the controller', () => {
  test.each([
    ['Reset', 0x0c03, [], '040e0401030c00'],
    ['Read Local Version: 5.0', 0x1001, [], '040e0c01011000090000' + '09f1050000'],
    ['Read BD_ADDR', 0x1009, [], '040e0a01091000010000000002'],
    ['LE Read Buffer Size: 12 packets of 251 bytes', 0x2002, [], '040e0701022000fb000c'],
    ['LE Read Local Supported Features: no extended advertising', 0x2003, [], '040e0c010320002000000000000000'],
    ['LE Read Maximum Data Length', 0x202f, [], '040e0c012f2000fb004808fb004808'],
    ['a command that nobody knows', 0x1fff, [], '040e0401ff1f01'],
    ['LE Create Connection Cancel with nothing to cancel', 0x200e, [], '040e04010e200c'],
    ['Read RSSI of no connection', 0x1405, [0x40, 0x00], '040e070105140240007f'],
    ['Disconnect of no connection', 0x0406, [0x40, 0x00, 0x13], '040f0402010604'],
  ])('answers %s', (_, opcode, parameters, answer) => {
    expect(one().command(opcode, ...parameters)).toEqual([answer]);
  });

  test('reports who advertises, then its scan response', () => {
    const host = one();
    host.command(SCAN_PARAMETERS, 1, 0x12, 0, 0x12, 0, 0, 0);
    host.command(SCAN_ENABLE, 1, 0);
    host.events = [];
    host.time.run(105);
    const [first, second] = host.events;
    // Flags, then Movella's company id.
    expect(first.slice(0, -2)).toBe('043e13' + '020100' + '00' + '011000cd22d4' + '07' + '020106' + '03ff8608');
    // "Movella DOT".
    expect(second.slice(0, -2)).toBe('043e19' + '020104' + '00' + '011000cd22d4' + '0d' + '0c09' + Buffer.from('Movella DOT').toString('hex'));
  });

  test('reports a sensor again and again, or once where repeats are filtered', () => {
    const heard = (filter: number): number => {
      const host = one();
      host.command(SCAN_PARAMETERS, 1, 0x12, 0, 0x12, 0, 0, 0);
      host.command(SCAN_ENABLE, 1, filter);
      host.events = [];
      host.time.run(2000);
      return host.events.length;
    };
    expect(heard(1)).toBe(2);
    expect(heard(0)).toBeGreaterThan(30);
  });

  test('is silent when nobody scans, and leaves no timer behind', () => {
    const host = one();
    host.command(SCAN_ENABLE, 1, 0);
    host.command(SCAN_ENABLE, 0, 0);
    host.events = [];
    host.time.run(5000);
    expect(host.events).toEqual([]);
    expect(host.time.waiting).toBe(0);
  });

  test('connects with the interval within what was asked, and tells both sides of it', () => {
    const host = one();
    const handle = host.connect(ADDRESS, { intervalSteps: 24, timeoutSteps: 300 });
    expect(host.events).toContain('043e1301' + '00' + '4000' + '0000' + '011000cd22d4' + '1800' + '0000' + '2c01' + '00');
    expect(host.command(0x2013, handle, 0, 6, 0, 12, 0, 0, 0, 200, 0, 0, 0, 0, 0)).toEqual(['040f0400011320', '043e0a0300' + '4000' + '0c00' + '0000' + 'c800']);
    expect(host.command(0x041d, handle, 0)[1]).toMatch(/^040c0800400009/);
  });

  test('does not connect twice at a time, nor to the same sensor twice', () => {
    const host = one();
    const create = (): string[] => host.command(0x200d, 0x60, 0, 0x30, 0, 0, 0, ...[...Buffer.from('d422cd001001', 'hex')].reverse(), 0, 12, 0, 12, 0, 0, 0, 144, 1, 0, 0, 0, 0);
    expect(create()).toEqual(['040f0400010d20']);
    expect(create()).toEqual(['040f040c010d20']);
    host.time.run(200);
    expect(create()).toEqual(['040f040b010d20']);
  });

  test('takes back the wish for a sensor that is not there', () => {
    const host = one();
    expect(() => host.connect('d4:22:cd:00:99:99')).toThrow('did not connect');
    expect(host.command(0x200e)).toEqual(['040e04010e2000', '043e1301' + '02' + '00'.repeat(17)]);
    expect(host.connect(ADDRESS)).toBe(0x40);
  });

  test('ends a connection at the computer\'s wish', () => {
    const host = one();
    const handle = host.connect(ADDRESS);
    expect(host.command(0x0406, handle, 0, 0x13)).toEqual(['040f0400010604', '0405040040' + '0016']);
    expect(host.radio.truth()[0].connections[0]).toMatchObject({ reason: 0x16 });
    // Gone for good: nothing answers there.
    expect(host.request(handle, [0x0a, 3, 0])).toBeNull();
  });
});

describe('packets', () => {
  test('frames survive any fragment length, both ways round', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 27, max: 251 }), (frame, limit) => {
      const assembler = new FrameAssembler();
      const packets = aclPackets(0x42, 4, frame, limit);
      const results = packets.map((packet) => assembler.add(packet));
      expect(packets.every((packet) => packet.length <= limit + 5)).toBe(true);
      expect(packets.map((packet) => packet[2] >> 4)).toEqual(packets.map((_, i) => (i === 0 ? 2 : 1)));
      expect(results.slice(0, -1).every((each) => each === null)).toBe(true);
      expect(results.at(-1)).toEqual({ channel: 4, frame });
    }));
  });

  test('a serial line may cut packets anywhere', () => {
    const packet = fc.oneof(
      fc.uint8Array({ maxLength: 255 }).map((body) => Uint8Array.from([1, 3, 12, body.length, ...body])),
      fc.uint8Array({ maxLength: 255 }).map((body) => Uint8Array.from([4, 14, body.length, ...body])),
      fc.uint8Array({ maxLength: 600 }).map((body) => Uint8Array.from([2, 0x40, 0x20, body.length & 0xff, body.length >> 8, ...body])),
    );
    fc.assert(fc.property(fc.array(packet, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (packets, cuts) => {
      const found: Uint8Array[] = [];
      const split = h4Splitter((each) => found.push(each));
      const all = Uint8Array.from(packets.flatMap((each) => [...each]));
      for (let at = 0, i = 0; at < all.length; i++) {
        const length = cuts[i % cuts.length];
        split(all.slice(at, at + length));
        at += length;
      }
      expect(found).toEqual(packets);
    }));
  });

  test('noise on the line between packets is left out', () => {
    const found: string[] = [];
    const split = h4Splitter((packet) => found.push(Buffer.from(packet).toString('hex')));
    split(Uint8Array.of(0x00, 0xff, 0x01, 0x03, 0x0c, 0x00, 0x77));
    split(Uint8Array.of(0x04, 0x0e, 0x00));
    expect(found).toEqual(['01030c00', '040e00']);
  });
});
