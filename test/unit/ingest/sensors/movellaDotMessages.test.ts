import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage, SYNC_RESULTS, type DotMessage } from '../../../../src/ingest/sensors/movellaDot/messages.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

// From the maker's specification (XD0506P, section 5.3.1) and, for the second root, from a published gateway.
const PUBLISHED: readonly (readonly [string, DotMessage])[] = [
  ['020108f5', { kind: 'getSyncStatus' }],
  ['02025109a2', { kind: 'syncStatus', synced: false }],
  ['02025104a7', { kind: 'syncStatus', synced: true }],
  ['020701ccbbaacd22d402', { kind: 'startSync', rootAddress: 'D4:22:CD:AA:BB:CC' }],
  ['0207013d69f16ecad453', { kind: 'startSync', rootAddress: 'D4:CA:6E:F1:69:3D' }],
  ['02020300f9', { kind: 'syncAck', result: 0 }],
  ['020102fb', { kind: 'stopSync' }],
  ['02025000ac', { kind: 'stopSyncResult', done: true }],
];

describe('messages of the Movella DOT', () => {
  it.each(PUBLISHED)('%s is read and written as published', (bytes, message) => {
    expect(decodeMessage(hex(bytes))).toEqual(message);
    expect(Buffer.from(encodeMessage(message)).toString('hex')).toBe(bytes);
  });

  it.each([
    ['010102fc', 1, '02'],
    ['0103010602f3', 1, '010602'],
    ['010260019c', 1, '6001'],
    ['03080000000000000000f5', 3, '0000000000000000'],
    ['030104f8', 3, '04'],
  ])('%s, of recording or configuration, is in order and kept as it is', (bytes, mid, data) => {
    expect(decodeMessage(hex(bytes))).toEqual({ kind: 'other', mid, data: hex(data) });
    expect(encodeMessage({ kind: 'other', mid, data: hex(data) })).toEqual(hex(bytes));
  });

  it('are read with padding behind them, and an answer with the command behind its result', () => {
    expect(decodeMessage(hex('02025104a7000000'))).toEqual({ kind: 'syncStatus', synced: true });
    expect(decodeMessage(hex('02030301' + '01' + 'f6'))).toEqual({ kind: 'syncAck', result: 1 });
  });

  it('with one byte changed are not read, or as something else', () => {
    fc.assert(fc.property(fc.constantFrom(...PUBLISHED), fc.nat(), fc.integer({ min: 1, max: 255 }), ([text, message], where, change) => {
      const bytes = hex(text);
      bytes[where % bytes.length] ^= change;
      expect(decodeMessage(bytes)).not.toEqual(message);
    }));
  });

  it('come back as they were sent, whatever their data', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 157 }), (mid, data) => {
      fc.pre(mid !== 2);
      expect(decodeMessage(encodeMessage({ kind: 'other', mid, data }))).toEqual({ kind: 'other', mid, data });
    }));
  });

  it('cut short are not read', () => {
    for (const [text] of PUBLISHED) {
      for (let length = 0; length < text.length / 2; length++) expect(decodeMessage(hex(text).subarray(0, length))).toBeNull();
    }
  });

  it('are not written with a wrong address or too much data', () => {
    for (const rootAddress of ['D4:22:CD:AA:BB', 'D422CDAABBCC', 'D4:22:CD:AA:BB:GG', '']) {
      expect(() => encodeMessage({ kind: 'startSync', rootAddress })).toThrow(/is no Bluetooth address; write it as/);
    }
    expect(() => encodeMessage({ kind: 'other', mid: 1, data: new Uint8Array(158) })).toThrow('157 bytes of data at most, not 158');
  });

  it('of a failed synchronisation have a reason in words', () => {
    for (const result of [0, 5, 7, 8, 9]) expect(SYNC_RESULTS.get(result)).toMatch(/^[a-z]/);
  });
});
