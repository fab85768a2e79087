import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody } from '../../../../src/ingest/rawLog/body.ts';
import type { RawEntry } from '../../../../src/ingest/rawLog/entries.ts';
import { MAGIC } from '../../../../src/ingest/rawLog/frame.ts';
import { FrameScanner } from '../../../../src/ingest/rawLog/frameScanner.ts';
import { header, logBytes } from '../../../support/rawLogBytes.ts';

const packet: fc.Arbitrary<RawEntry> = fc.record({
  sensor: fc.integer({ min: 0, max: 255 }), channel: fc.integer({ min: 0, max: 255 }),
  arrivalMs: fc.double({ noNaN: true, min: 0, max: 1e12 }), payload: fc.uint8Array({ maxLength: 64 }),
}).map((fields) => ({ kind: 'packet', packet: fields }));
const mark: fc.Arbitrary<RawEntry> = fc.record({ timeMs: fc.integer({ min: 0, max: 1e9 }), type: fc.string({ maxLength: 20, unit: 'grapheme' }) })
  .map(({ timeMs, type }) => ({ kind: 'mark', mark: { mark: 'event', timeMs, type, durationS: 0 } }));
const logs = fc.array(fc.oneof({ weight: 5, arbitrary: packet }, mark), { minLength: 1, maxLength: 12 })
  .map((entries): RawEntry[] => [{ kind: 'header', header }, ...entries]);

function scan(bytes: Buffer, pieceBytes = bytes.length): { entries: RawEntry[]; tornBytes: number; damagedBytes: number; firstAt: number | null } {
  const scanner = new FrameScanner(MAGIC.length);
  const entries: RawEntry[] = [];
  const onBody = (body: Buffer, at: number): void => void entries.push(readBody(body, 'test.sfraw', at));
  for (let at = MAGIC.length; at < bytes.length; at += pieceBytes) {
    // Overwritten afterwards, as a reader's buffer is.
    const piece = Buffer.from(bytes.subarray(at, at + pieceBytes));
    scanner.push(piece, onBody);
    piece.fill(0xee);
  }
  const { tornBytes, damage } = scanner.end(onBody);
  return { entries, tornBytes, damagedBytes: damage.bytes, firstAt: damage.firstAt };
}

describe('the frames of a raw log', () => {
  it('give back every entry, in order, however the bytes come in pieces', () => {
    fc.assert(fc.property(logs, fc.integer({ min: 1, max: 300 }), (entries, pieceBytes) => {
      expect(scan(logBytes(entries).bytes, pieceBytes)).toEqual({ entries, tornBytes: 0, damagedBytes: 0, firstAt: null });
    }), { numRuns: 200 });
  });

  it('that end at any byte give every whole entry before it and tell how much is torn', () => {
    fc.assert(fc.property(logs, (entries) => {
      const { bytes, ends } = logBytes(entries);
      for (let cut = MAGIC.length; cut <= bytes.length; cut++) {
        const whole = ends.filter((end) => end <= cut).length;
        const { entries: read, tornBytes, damagedBytes } = scan(bytes.subarray(0, cut), 64);
        expect(read).toEqual(entries.slice(0, whole));
        expect(tornBytes).toBe(cut - (ends[whole - 1] ?? MAGIC.length));
        expect(damagedBytes).toBe(0);
      }
    }), { numRuns: 10 });
  });

  it('never give a wrong entry for a flipped bit: all others come, in order, and the damage is told', () => {
    fc.assert(fc.property(logs, fc.nat(), fc.integer({ min: 0, max: 7 }), (entries, where, bit) => {
      const { bytes, ends } = logBytes(entries);
      const at = MAGIC.length + (where % (bytes.length - MAGIC.length));
      bytes[at] ^= 1 << bit;
      const hit = ends.findIndex((end) => at < end);
      const { entries: read, tornBytes, damagedBytes, firstAt } = scan(bytes, 100);
      expect(read).toEqual(entries.filter((_, i) => i !== hit));
      const start = hit === 0 ? MAGIC.length : ends[hit - 1];
      if (hit === entries.length - 1) expect({ tornBytes, damagedBytes }).toEqual({ tornBytes: bytes.length - start, damagedBytes: 0 });
      else expect({ tornBytes, damagedBytes, firstAt }).toEqual({ tornBytes: 0, damagedBytes: ends[hit] - start, firstAt: start });
    }), { numRuns: 500 });
  });

  it('never give an entry that was not written, whatever is overwritten, cut out or put in between', () => {
    const harm = fc.record({ at: fc.nat(), remove: fc.integer({ min: 0, max: 80 }), insert: fc.uint8Array({ maxLength: 80 }) });
    fc.assert(fc.property(logs, fc.array(harm, { minLength: 1, maxLength: 4 }), (entries, harms) => {
      let { bytes } = logBytes(entries);
      for (const { at, remove, insert } of harms) {
        const from = MAGIC.length + (at % Math.max(1, bytes.length - MAGIC.length));
        bytes = Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + remove)]);
      }
      const left = entries.map((entry) => JSON.stringify(entry));
      for (const entry of scan(bytes, 50).entries) {
        const found = left.indexOf(JSON.stringify(entry));
        expect(found).toBeGreaterThanOrEqual(0);
        left.splice(0, found + 1);
      }
    }), { numRuns: 300 });
  });

  it('do not see an entry in zeros, as file systems leave them after a power cut', () => {
    const { bytes } = logBytes([{ kind: 'header', header }]);
    expect(scan(Buffer.concat([bytes, Buffer.alloc(5000)]), 512)).toMatchObject({ entries: [{ kind: 'header' }], tornBytes: 5000 });
  });

  it('are found again after more damage than any entry is long', () => {
    const entries: RawEntry[] = [{ kind: 'header', header }, { kind: 'mark', mark: { mark: 'stopped', timeMs: 9 } }];
    const { bytes, ends } = logBytes(entries);
    const noise = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 0xff));
    const harmed = Buffer.concat([bytes.subarray(0, ends[0]), noise, bytes.subarray(ends[0])]);
    expect(scan(harmed, 4096)).toEqual({ entries, tornBytes: 0, damagedBytes: noise.length, firstAt: ends[0] });
  });
});
