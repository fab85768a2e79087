import { createHash } from 'node:crypto';
import { algorithmsOf, SOFTWARE } from './algorithms.ts';
import type { AnalyzeOptions } from './options.ts';
import { protocolOf } from './protocolOf.ts';

/**
 * Names one result: the recording, what the caller said about it, and every algorithm version.
 * The same key means the same document, so an analysis is kept once however often it is asked for.
 * @param recordingId archive id of the recording
 * @returns SHA-256, hex
 */
export function analysisKey(recordingId: string, options: AnalyzeOptions): string {
  const protocol = protocolOf(options.protocol);
  const { participant = {}, courseLengthM = null, site = null, answers = {} } = options;
  const content = [SOFTWARE, recordingId, protocol.id, algorithmsOf(protocol), sorted(participant), courseLengthM, site, sorted(answers)];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Entries in the order of their names, unknown ones left out: the order of typing must not make another key. */
function sorted(record: object): [string, unknown][] {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
