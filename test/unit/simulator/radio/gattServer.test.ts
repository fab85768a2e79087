import { beforeEach, describe, expect, test } from 'vitest';
import { RadioHost } from '../../../support/radioHost.ts';

const ADDRESS = 'd4:22:cd:00:10:01';
const hex = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('hex');
/** Little-endian, as it is sent. */
const dotUuid = (part: string): string => Buffer.from(`1517${part}494711e98646d663bd873d93`, 'hex').reverse().toString('hex');

describe('a virtual sensor\'s attributes', () => {
  let host: RadioHost;
  let handle: number;
  const ask = (text: string): string | null => hex(host.request(handle, [...Buffer.from(text.replaceAll(' ', ''), 'hex')]));

  beforeEach(() => {
    host = new RadioHost({ sensors: [{ kind: 'movellaDot', address: ADDRESS, batteryPct: 77 }] });
    handle = host.connect(ADDRESS);
  });

  test('are spoken of in units of 23 bytes until both agree on more', () => {
    expect(ask('0a 0600')).toBe('0b' + '0207' + '00' + dotUuid('1001'));
    // The device information has 34 bytes: 22 at first, the rest by reading on.
    expect(ask('0a 0700')).toHaveLength(2 * 23);
    expect(ask('0c 0700 1600')).toHaveLength(2 * 13);
    expect(ask('02 0001')).toBe('03f700');
    expect(ask('0a 0700')).toHaveLength(2 * 35);
  });

  test('are found service by service, 16-bit names apart from long ones', () => {
    expect(ask('10 0100 ffff 0028')).toBe('1106' + '01000300' + '0018' + '04000400' + '0118');
    expect(ask('10 0500 ffff 0028')).toBe('1114' + '05000c00' + dotUuid('1000'));
    expect(ask('10 0d00 ffff 0028')).toBe('1114' + '0d001800' + dotUuid('2000'));
    expect(ask('10 1900 ffff 0028')).toBe('1114' + '19001c00' + dotUuid('3000'));
    expect(ask('10 1d00 ffff 0028')).toBe('01101d000a');
  });

  test('are found by type, by value and by place', () => {
    expect(ask('08 0d00 1800 0328')).toBe('0915' + '0e00' + '0a' + '0f00' + dotUuid('2001'));
    expect(ask('04 1100 1200')).toBe('0502' + '1100' + dotUuid('2002'));
    expect(ask('04 1200 1200')).toBe('0501' + '1200' + '0229');
    expect(ask('06 0100 ffff 0028 0018')).toBe('07' + '01000300');
    expect(ask('06 0100 ffff 0028 3412')).toBe('010601000a');
  });

  test.each([
    ['an attribute that is not there', '0a 9900', '010a990001'],
    ['the attribute 0', '0a 0000', '010a000001'],
    ['reading what can only be told', '0a 1100', '010a110002'],
    ['writing what can only be read', '12 0700 00', '0112070003'],
    ['a unit that is too short', '0a 07', '010a000004'],
    ['a request that is not supported', '0e 0300 0700', '010e000006'],
    ['reading on behind the end', '0c 0300 ff00', '010c030007'],
    ['nothing of that type', '08 0100 ffff 0329', '010801000a'],
    ['a range that runs backwards', '08 0900 0100 0328', '0108090001'],
    ['a group of something else', '10 0100 ffff 0328', '0110010010'],
    ['a value of the wrong length', '12 0f00 0101', '01120f000d'],
    ['a value that is not allowed', '12 0f00 010163', '01120f0013'],
    ['indications where only notifications are offered', '12 1200 0200', '01121200fd'],
  ])('answer %s with its error', (_, question, answer) => {
    expect(ask(question)).toBe(answer);
  });

  test('take a command without an answer, also one that fails', () => {
    expect(ask('52 9900 00')).toBeNull();
    expect(ask('52 0f00 010115')).toBeNull();
  });

  test('tell the battery as device control and battery say', () => {
    expect(ask('0a 1b00')).toBe('0b4d00');
  });

  test('can be written in parts', () => {
    const control = Buffer.alloc(32);
    control[0] = 0x11;
    control.writeUInt16LE(20, 24);
    const part = (at: number, bytes: Buffer): string => `16 0900 ${Buffer.from([at, 0]).toString('hex')} ${bytes.toString('hex')}`;
    expect(ask(part(0, control.subarray(0, 18)))).toBe('17' + '0900' + '0000' + control.subarray(0, 18).toString('hex'));
    ask(part(18, control.subarray(18)));
    expect(ask('18 01')).toBe('19');
    ask('02 0001');
    expect(ask('0a 0900')!.slice(2 + 48, 2 + 52)).toBe('1400');
    expect(host.radio.truth()[0].identified).toBe(1);
  });

  test('forget who listened when the connection ends', () => {
    expect(ask('12 1500 0100')).toBe('13');
    expect(ask('0a 1500')).toBe('0b0100');
    host.disconnect(handle);
    handle = host.connect(ADDRESS);
    expect(ask('0a 1500')).toBe('0b0000');
  });
});
