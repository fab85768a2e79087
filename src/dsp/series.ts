import type { AxisColumns, ImuBlock, SensorAxes, Span } from '../model/index.ts';
import { Rooms } from './rooms.ts';

/**
 * One sensor's whole recording on its even grid, gaps bridged by straight lines and marked.
 * Bridged samples exist so that filters can run; `missing` tells everyone else not to trust them.
 */
export interface SensorSeries {
  readonly sampleRateHz: number;
  readonly length: number;
  /** m/s² */
  readonly acc: AxisColumns<SensorAxes>;
  /** deg/s */
  readonly gyr: AxisColumns<SensorAxes> | null;
  /** 1 where the recording had no sample. */
  readonly missing: Uint8Array;
  /** Every gap, in order. */
  readonly gaps: readonly Span[];
}

/**
 * Puts one site's blocks on the recording's grid; a block that is all of it is taken as it is, not copied.
 * @param sampleCount rows of the grid
 * @param rooms where the columns are put, so that the series lasts until these are used again; new arrays unless given
 * @throws RangeError without any block
 */
export function joinBlocks(blocks: readonly ImuBlock<SensorAxes>[], sampleCount: number, rooms = new Rooms()): SensorSeries {
  const first = blocks[0];
  if (first === undefined) throw new RangeError('joinBlocks needs at least one block');
  if (blocks.length === 1 && first.startSample === 0 && first.length === sampleCount && sampleCount > 0) {
    const whole = ({ x, y, z }: AxisColumns<SensorAxes>) => ({ x: x.subarray(0, sampleCount), y: y.subarray(0, sampleCount), z: z.subarray(0, sampleCount) });
    return { sampleRateHz: first.sampleRateHz, length: sampleCount, acc: whole(first.acc), gyr: first.gyr && whole(first.gyr), missing: new Uint8Array(sampleCount), gaps: [] };
  }
  const columns = (at: number): AxisColumns<SensorAxes> => ({ x: rooms.room(at, sampleCount), y: rooms.room(at + 1, sampleCount), z: rooms.room(at + 2, sampleCount) });
  const acc = columns(0);
  const gyr = first.gyr ? columns(3) : null;
  // What no block fills is bridged, but for turning rates that a block lacks.
  if (gyr && blocks.some((block) => !block.gyr)) for (const column of Object.values(gyr)) column.fill(0);
  const missing = new Uint8Array(sampleCount).fill(1);
  for (const block of blocks) {
    missing.fill(0, block.startSample, block.startSample + block.length);
    for (const axis of ['x', 'y', 'z'] as const) {
      acc[axis].set(block.acc[axis].subarray(0, block.length), block.startSample);
      if (gyr && block.gyr) gyr[axis].set(block.gyr[axis].subarray(0, block.length), block.startSample);
    }
  }
  return bridgedSeries(acc, gyr, missing, first.sampleRateHz);
}

/** A series from columns of equal length: they are bridged in place where `missing` is 1. At least one sample must be there. */
export function bridgedSeries(acc: AxisColumns<SensorAxes>, gyr: AxisColumns<SensorAxes> | null, missing: Uint8Array, sampleRateHz: number): SensorSeries {
  const gaps = markedSpans(missing);
  for (const column of [...Object.values(acc), ...(gyr ? Object.values(gyr) : [])]) {
    for (const gap of gaps) bridge(column, gap);
  }
  return { sampleRateHz, length: missing.length, acc, gyr, missing, gaps };
}

/** A part of a series as one of its own, its samples not copied. @param span may be fractional: whole samples inside it */
export function cutSeries({ sampleRateHz, length, acc, gyr, missing, gaps }: SensorSeries, span: Span): SensorSeries {
  const [start, end] = [Math.max(0, Math.ceil(span.start)), Math.min(length, Math.floor(span.end))];
  const cut = ({ x, y, z }: AxisColumns<SensorAxes>) => ({ x: x.subarray(start, end), y: y.subarray(start, end), z: z.subarray(start, end) });
  const within = gaps.map((g) => ({ start: Math.max(start, g.start) - start, end: Math.min(end, g.end) - start })).filter((g) => g.end > g.start);
  return { sampleRateHz, length: Math.max(0, end - start), acc: cut(acc), gyr: gyr && cut(gyr), missing: missing.subarray(start, end), gaps: within };
}

/** Spans where the mask is not zero. */
export function markedSpans(mask: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < mask.length; ) {
    if (mask[i] === 0) {
      i++;
      continue;
    }
    const start = i;
    while (i < mask.length && mask[i] !== 0) i++;
    spans.push({ start, end: i });
  }
  return spans;
}

/** Straight line between the neighbours; at the ends of the recording the only neighbour is held. */
function bridge(column: Float64Array, { start, end }: Span): void {
  const before = start > 0 ? column[start - 1] : column[end];
  const after = end < column.length ? column[end] : before;
  const from = start > 0 ? before : after;
  for (let i = start; i < end; i++) column[i] = from + ((after - from) * (i - start + 1)) / (end - start + 1);
}
