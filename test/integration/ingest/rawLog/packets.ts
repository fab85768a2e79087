import { readRawLog } from '../../../../src/ingest/rawLog/read.ts';
import type { RawLogEnd } from '../../../../src/ingest/rawLog/read.ts';
import type { RawEntry } from '../../../../src/ingest/rawLog/entries.ts';

/** Bytes that tell which packet they are of: 28 to 67 of them. */
export function payloadOf(n: number): Uint8Array {
  return Uint8Array.from({ length: 28 + (n % 40) }, (_, i) => (n * 7 + i * 13 + (n >> 8)) & 0xff);
}

export async function readWhole(path: string): Promise<{ entries: RawEntry[]; end: RawLogEnd }> {
  const entries: RawEntry[] = [];
  const reading = readRawLog(path);
  for (;;) {
    const next = await reading.next();
    if (next.done) return { entries, end: next.value };
    entries.push(next.value);
  }
}

/** Packets of a log that are not what was handed over as number 0, 1, 2, ... */
export function wrongPackets(entries: readonly RawEntry[]): number[] {
  const packets = entries.flatMap((entry) => (entry.kind === 'packet' ? [entry.packet] : []));
  return packets.flatMap(({ arrivalMs, channel, payload }, n) =>
    arrivalMs === n && channel === n % 3 && Buffer.compare(payload, payloadOf(n)) === 0 ? [] : [n]);
}
