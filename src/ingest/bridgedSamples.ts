import type { ReadOptions, RecordingReader, Site } from '../model/index.ts';
import { SincKernel } from './timing/resample.ts';

/** A stretch of a sensor's acceleration on an even grid without holes. The arrays are used again for the next. */
export interface BridgedSamples {
  readonly length: number;
  /** x, y, z in m/s², of at least `length`. */
  readonly acc: readonly [Float64Array, Float64Array, Float64Array];
  /** 1 where the recording had no sample. */
  readonly lost: Uint8Array;
}

const PIECE = 4096;
const AXES = ['x', 'y', 'z'] as const;

/**
 * One sensor's acceleration from a recording's first sample to its last, at a rate of the caller's, in constant memory.
 *
 * Steps:
 * 1. Gaps are bridged by straight lines and marked, so that filters can run; at the ends the only neighbour is held.
 * 2. Where the rates differ, a windowed sinc (timing/resample.ts); beyond the ends the first and the last sample are held.
 * Every value depends on its place and the samples alone, so values are the same bits however the reader cuts its blocks.
 */
export async function* bridgedSamples(reader: RecordingReader, site: Site, rateHz: number, options: ReadOptions = {}): AsyncGenerator<BridgedSamples> {
  const { sampleRateHz } = reader.header;
  if (sampleRateHz === rateHz) yield* bridged(reader, site, options);
  else yield* resampled(bridged(reader, site, options), rateHz / sampleRateHz);
}

/** A piece that is filled sample by sample and handed out when it is full. */
class Piece {
  readonly acc = [new Float64Array(PIECE), new Float64Array(PIECE), new Float64Array(PIECE)] as const;
  readonly lost = new Uint8Array(PIECE);
  length = 0;
}

async function* bridged(reader: RecordingReader, site: Site, options: ReadOptions): AsyncGenerator<BridgedSamples> {
  const piece = new Piece();
  const source = reader.blocks({ ...options, transient: true });
  let last: readonly number[] | null = null;
  let at = 0;
  try {
    for (let next = await source.next(); ; next = await source.next()) {
      const block = next.done ? null : next.value;
      if (block && block.site !== site) continue;
      const end = next.done ? next.value.sampleCount : next.value.startSample;
      const after: readonly number[] | null = block ? AXES.map((axis) => block.acc[axis][0]) : last;
      if (after === null) return;
      // 1. The line from the last sample to the next one.
      const from = last ?? after;
      for (const [gap, steps] = [at, end - at + 1]; at < end; at++) {
        const share = (at - gap + 1) / steps;
        for (let c = 0; c < 3; c++) piece.acc[c][piece.length] = from[c] + (after[c] - from[c]) * share;
        piece.lost[piece.length++] = 1;
        if (piece.length === PIECE) yield* handOut(piece);
      }
      if (!block) break;
      for (let read = 0; read < block.length;) {
        const count = Math.min(PIECE - piece.length, block.length - read);
        for (const [c, axis] of AXES.entries()) piece.acc[c].set(block.acc[axis].subarray(read, read + count), piece.length);
        piece.lost.fill(0, piece.length, piece.length + count);
        piece.length += count;
        read += count;
        if (piece.length === PIECE) yield* handOut(piece);
      }
      at += block.length;
      last = AXES.map((axis) => block.acc[axis][block.length - 1]);
    }
    yield* handOut(piece);
  } finally {
    await source.return(undefined as never);
  }
}

function* handOut(piece: Piece): Generator<BridgedSamples> {
  if (piece.length > 0) yield piece;
  piece.length = 0;
}

/** @param ratio output rate over input rate */
async function* resampled(source: AsyncIterable<BridgedSamples>, ratio: number): AsyncGenerator<BridgedSamples> {
  const kernel = new SincKernel(ratio);
  const piece = new Piece();
  const room = PIECE + 4 * kernel.reach + 4;
  const waiting = [new Float64Array(room), new Float64Array(room), new Float64Array(room)];
  const lost = new Uint8Array(room);
  /** Place in the stream of the first that waits; so many have been held before the first sample. */
  let first = -kernel.reach;
  let count = 0;
  let made = 0;

  const append = (values: (axis: number, i: number) => number, isLost: (i: number) => number, length: number): void => {
    for (let i = 0; i < length; i++) {
      for (let c = 0; c < 3; c++) waiting[c][count + i] = values(c, i);
      lost[count + i] = isLost(i);
    }
    count += length;
  };
  /** Values at all places of the new grid before `end` whose neighbours are here. */
  function* make(end: number): Generator<BridgedSamples> {
    for (; made / ratio < end; made++) {
      const place = made / ratio;
      const before = Math.floor(place);
      const weights = kernel.at(place - before);
      const low = before - kernel.reach + 1 - first;
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let t = 0; t < weights.length; t++) sum += weights[t] * waiting[c][low + t];
        piece.acc[c][piece.length] = sum;
      }
      const here = before - first;
      piece.lost[piece.length++] = lost[here] | (place > before ? lost[here + 1] : 0);
      if (piece.length === PIECE) yield* handOut(piece);
    }
    // What no later place looks at goes.
    const gone = Math.min(count, Math.max(0, Math.floor(made / ratio) - kernel.reach - first));
    for (const column of waiting) column.copyWithin(0, gone, count);
    lost.copyWithin(0, gone, count);
    first += gone;
    count -= gone;
  }

  let samples = 0;
  for await (const { acc, lost: gaps, length } of source) {
    if (samples === 0) append((c) => acc[c][0], () => 0, kernel.reach);
    append((c, i) => acc[c][i], (i) => gaps[i], length);
    samples += length;
    yield* make(samples - kernel.reach);
  }
  if (samples === 0) return;
  const end = count - 1;
  append((c) => waiting[c][end], () => 0, kernel.reach);
  yield* make(samples);
  yield* handOut(piece);
}
