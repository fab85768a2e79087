import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';

const unpack = promisify(gunzip);

/**
 * JSON that reads back as it was given.
 * @throws RangeError for NaN and the infinities: JSON would turn them into null without a word.
 */
export function toJson(value: unknown, what: string): string {
  return JSON.stringify(value, (name, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) {
      throw new RangeError(`${what} holds the number ${part} at "${name}": only finite numbers can be kept`);
    }
    return part;
  });
}

/** For long columns of numbers: gzip of the JSON text, about half its size. Same value, same bytes. */
export function toPackedJson(value: unknown, what: string): Uint8Array {
  // The quickest level: higher ones take five times as long for a few percent.
  return gzipSync(toJson(value, what), { level: 1 });
}

/** The JSON text again; unpacked off this thread. */
export async function unpackedJson(bytes: Uint8Array): Promise<string> {
  return (await unpack(bytes)).toString('utf8');
}
