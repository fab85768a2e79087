import type { FittedSegment } from './fittedStream.ts';
import { resampleRun, SincKernel } from './resample.ts';
import type { StreamTimeline } from './timeline.ts';

/** Values of a stream at the whole numbers [start, end) of a grid, without a gap. */
export interface PlacedRun {
  readonly start: number;
  readonly end: number;
  readonly columns: readonly Float64Array[];
}

/** Samples this near to the grid's places (share of a period) are taken as they are. */
const ON_GRID = 0.02;
/** Distances between samples that differ by less than this share are even. */
const EVEN = 0.02;

/** Reads a stream at the places of a grid. Places without samples on both sides are in no run. */
export function placedRuns(timeline: StreamTimeline, segments: readonly FittedSegment[], grid: { sampleRateHz: number; startMs: number; sampleCount: number }): PlacedRun[] {
  const placed: PlacedRun[] = [];
  const kernels = new Map<number, SincKernel>();
  let filled = 0;
  for (const segment of segments) {
    const places = timeline.places.view(segment.start, segment.end);
    const positions = segment.timesMs.map((ms) => ((ms - grid.startMs) * grid.sampleRateHz) / 1000);
    for (let start = 0; start < places.length;) {
      let end = start + 1;
      while (end < places.length && places[end] === places[end - 1] + 1) end++;
      const run = readRun(positions.subarray(start, end), timeline.columns.map((column) => column.view(segment.start + start, segment.start + end)), filled, grid.sampleCount, kernels);
      if (run !== null) {
        placed.push(run);
        filled = run.end;
      }
      start = end;
    }
  }
  return placed;
}

/** One run between places `from` and `to` of the grid; null where it covers none. */
function readRun(positions: Float64Array, input: readonly Float64Array[], from: number, to: number, kernels: Map<number, SincKernel>): PlacedRun | null {
  const n = positions.length;
  const onGrid = positions.every((p) => Math.abs(p - Math.round(p)) <= ON_GRID) && Math.round(positions[n - 1]) - Math.round(positions[0]) === n - 1;
  const low = onGrid ? Math.round(positions[0]) : Math.ceil(positions[0]);
  const high = onGrid ? Math.round(positions[n - 1]) : Math.floor(positions[n - 1]);
  const start = Math.max(from, low);
  const end = Math.min(to, high + 1);
  if (end <= start) return null;
  if (onGrid) return { start, end, columns: input.map((column) => column.slice(start - low, end - low)) };
  const kernel = kernelFor(positions, kernels);
  const columns = input.map((column) => {
    const output = new Float64Array(end - start);
    resampleRun(positions, column, kernel, start, output);
    return output;
  });
  return { start, end, columns };
}

/** A windowed sinc needs even samples. */
function kernelFor(positions: Float64Array, kernels: Map<number, SincKernel>): SincKernel | null {
  const n = positions.length;
  const distance = (positions[n - 1] - positions[0]) / (n - 1);
  for (let i = 1; i < n; i++) if (Math.abs(positions[i] - positions[i - 1] - distance) > EVEN * distance) return null;
  // Ratios a few ppm apart share a kernel.
  const ratio = Math.round(Math.min(1, distance) * 1000) / 1000;
  const known = kernels.get(ratio) ?? new SincKernel(ratio);
  kernels.set(ratio, known);
  return known;
}
