import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_HEAD_BYTES, frameChecksum } from '../../../../src/ingest/rawLog/frame.ts';
import { GroupCommit } from '../../../../src/ingest/rawLog/groupCommit.ts';
import type { Disk } from '../../../../src/ingest/rawLog/groupCommit.ts';
import { PendingBytes } from '../../../../src/ingest/rawLog/pendingBytes.ts';

type Fault = 'none' | 'short' | 'full' | 'sync';

/** A disk that fails as disks do. After a failed sync, what it had taken since the last good one is gone (Rebello 2020). */
class FailingDisk implements Disk {
  safe = Buffer.alloc(0);
  #taken: { bytes: Buffer; position: number }[] = [];
  readonly #faults: Fault[];

  constructor(faults: readonly Fault[]) {
    this.#faults = [...faults];
  }

  async write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }> {
    const fault = this.#next('short', 'full');
    if (fault === 'full') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const bytesWritten = fault === 'short' ? Math.ceil(length / 2) : length;
    this.#taken.push({ bytes: Buffer.from(bytes.subarray(offset, offset + bytesWritten)), position });
    return { bytesWritten };
  }

  async datasync(): Promise<void> {
    const failed = this.#next('sync') === 'sync';
    const taken = this.#taken.splice(0);
    if (failed) throw Object.assign(new Error('input/output error'), { code: 'EIO' });
    for (const { bytes, position } of taken) {
      // A hole would be a frame in a place of its own.
      expect(position).toBeLessThanOrEqual(this.safe.length);
      this.safe = Buffer.concat([this.safe.subarray(0, position), bytes, this.safe.subarray(position + bytes.length)]);
    }
  }

  /** The next fault, where it is one of these. */
  #next(...kinds: Fault[]): Fault {
    return this.#faults.length > 0 && (this.#faults[0] === 'none' || kinds.includes(this.#faults[0])) ? this.#faults.shift()! : 'none';
  }
}

describe('group commit', () => {
  it('has everything on the disk when it says so, byte by byte, whatever the disk refused before', async () => {
    const step = fc.oneof({ weight: 4, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) }, { weight: 1, arbitrary: fc.constant('flush' as const) }, { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 70_000 }).map((length) => new Uint8Array(length).fill(7)) });
    const faults = fc.array(fc.constantFrom<Fault>('none', 'short', 'full', 'sync'), { maxLength: 20 });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), faults, async (steps, planned) => {
      const disk = new FailingDisk(planned);
      const pending = new PendingBytes();
      const commits = new GroupCommit('test.sfraw', disk, pending, 0);
      const frames: Buffer[] = [];
      for (const body of steps) {
        if (body === 'flush') {
          const before = Buffer.concat(frames);
          await commits.now().then(() => expect(disk.safe.equals(before)).toBe(true), (error: unknown) => expect(error).toMatchObject({ code: 'UNWRITABLE' }));
        } else {
          pending.add(body.length, (buffer, at) => buffer.set(body, at));
          commits.soon();
          const head = Buffer.alloc(FRAME_HEAD_BYTES);
          head.writeUInt32LE(body.length);
          head.writeUInt32LE(frameChecksum(body), 4);
          frames.push(head, Buffer.from(body));
        }
      }
      // The disk is mended in the end; every attempt uses up at least one fault.
      for (let attempt = 0; attempt <= planned.length; attempt++) await commits.now().catch((error: unknown) => expect(error).toMatchObject({ code: 'UNWRITABLE' }));
      await commits.end();
      expect(disk.safe.equals(Buffer.concat(frames))).toBe(true);
      expect(pending.bytes).toBe(0);
    }), { numRuns: 200, endOnFailure: true });
  });

  it('tells the first failure once, with what to do', async () => {
    const pending = new PendingBytes();
    const commits = new GroupCommit('a/b.sfraw', new FailingDisk(['full']), pending, 0);
    pending.add(1, (buffer, at) => void (buffer[at] = 1));
    await expect(commits.now()).rejects.toMatchObject({ code: 'UNWRITABLE', message: 'a/b.sfraw: the disk is full; free some space.' });
    await expect(commits.failed).resolves.toMatchObject({ message: 'a/b.sfraw: the disk is full; free some space.' });
    await commits.end();
  });

  it('holds little more memory than bytes while a disk stays full', async () => {
    const pending = new PendingBytes();
    const commits = new GroupCommit('test.sfraw', new FailingDisk(new Array<Fault>(500).fill('full')), pending, 0);
    for (let i = 0; i < 400; i++) {
      pending.add(50, (buffer, at) => void buffer.fill(1, at, at + 50));
      await commits.now().catch((error: unknown) => expect(error).toMatchObject({ code: 'UNWRITABLE' }));
    }
    expect(pending.bytes).toBe(400 * 58);
    expect(pending.heldBytes).toBeLessThanOrEqual(2 * 64 * 1024);
    await expect(commits.end()).rejects.toMatchObject({ code: 'UNWRITABLE' });
  });
});
