import type { AxisColumns, ImuBlock, SensorAxes, Site, SensorQuality } from '../../model/index.ts';
import { fitStream, streamFigures, type FittedSegment } from './fittedStream.ts';
import { placedRuns, type PlacedRun } from './placedRuns.ts';
import type { SensorTimeline, StreamTimeline } from './timeline.ts';

/** One segment of a sensor's clock, for whoever wants to check. Times are seconds from the grid's start. */
export interface ClockSegment {
  readonly startS: number;
  readonly endS: number;
  readonly samples: number;
  readonly method: 'nominal' | 'known' | 'fitted';
  /** ms of host time a tick or sample. */
  readonly msPerUnit: number;
  readonly residualMs: number;
  /** Its distance from the segment before is known by arrival only. */
  readonly restarted: boolean;
}

export interface GridSensor {
  readonly site: Site;
  readonly blocks: readonly ImuBlock<SensorAxes>[];
  readonly quality: Omit<SensorQuality, 'badPackets'>;
  readonly segments: readonly ClockSegment[];
}

export interface Grid {
  /** The reference sensor's own rate by the host's clock, to 1e-6 Hz. */
  readonly sampleRateHz: number;
  /** Host time of sample 0, monotonic clock, ms. */
  readonly startMs: number;
  readonly sampleCount: number;
  readonly sensors: readonly GridSensor[];
}

/** Sensors that start later than this after the first one do not hold the recording's beginning back, s. */
const START_TOGETHER_MS = 30_000;
/** A sensor whose last sample is this much older than the last of all was lost, and does not end the recording, ms. */
const END_TOGETHER_MS = 2000;
/** Whose samples are the grid: theirs are taken as they are. */
const REFERENCE_SITES: readonly Site[] = ['lowerBack', 'sternum'];

/**
 * Puts sensors with clocks of their own on one even grid.
 *
 * The grid is the reference sensor's own series (lower back, else sternum, else the first), so its samples are taken as they came.
 * Every other sample's time is told by its segment's clock fit, and the others are read at the grid's times between their samples.
 * The recording begins when all sensors that started together send, and ends with the first that stopped in order.
 *
 * @returns null when no sensor has a sample
 */
export function onOneGrid(sensors: readonly SensorTimeline[]): Grid | null {
  const fitted = sensors.map((sensor) => ({ sensor, streams: sensor.streams.map((stream) => ({ stream, segments: fitStream(stream) })) }));
  const withSamples = fitted.filter(({ streams }) => streams.every(({ segments }) => segments.length > 0));
  if (withSamples.length === 0) return null;

  const reference = REFERENCE_SITES.map((site) => withSamples.find(({ sensor }) => sensor.site === site)).find((found) => found !== undefined) ?? withSamples[0];
  const { startMs, endMs } = commonSpan(withSamples.map(({ streams }) => streams.flatMap(({ segments }) => segments)));
  const grid = gridOf(reference.streams[0].segments, reference.streams[0].stream.stream.rateHz, startMs, endMs);

  return {
    ...grid,
    sensors: fitted.map(({ sensor, streams }) => ({
      site: sensor.site,
      blocks: streams.every(({ segments }) => segments.length > 0) ? blocksOf(sensor.site, streams, grid) : [],
      quality: { ...streams.map(({ stream, segments }) => streamFigures(stream, segments)).reduce((worst, own) => (own.lost > worst.lost ? own : worst)), reconnects: sensor.reconnects },
      segments: streams[0].segments.map(({ timesMs, line, restarted }) => ({
        startS: (timesMs[0] - grid.startMs) / 1000,
        endS: (timesMs[timesMs.length - 1] - grid.startMs) / 1000,
        samples: timesMs.length,
        method: line.method,
        msPerUnit: line.msPerUnit,
        residualMs: line.residualMs,
        restarted,
      })),
    })),
  };
}

type GridPlaces = Pick<Grid, 'sampleRateHz' | 'startMs' | 'sampleCount'>;

/** @param sensors segments of each sensor's streams, none empty */
function commonSpan(sensors: readonly (readonly FittedSegment[])[]): { startMs: number; endMs: number } {
  const starts = sensors.map((segments) => Math.min(...segments.map(({ timesMs }) => timesMs[0])));
  const ends = sensors.map((segments) => Math.max(...segments.map(({ timesMs }) => timesMs[timesMs.length - 1])));
  const first = Math.min(...starts);
  const last = Math.max(...ends);
  return {
    startMs: Math.max(...starts.filter((start) => start - first <= START_TOGETHER_MS)),
    endMs: Math.min(...ends.filter((end) => last - end <= END_TOGETHER_MS)),
  };
}

/** The reference's longest segment says rate and phase. */
function gridOf(segments: readonly FittedSegment[], nominalHz: number, startMs: number, endMs: number): GridPlaces {
  const longest = segments.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
  const sampleRateHz = Math.round((longest.rateHz ?? nominalHz) * 1e6) / 1e6;
  const periodMs = 1000 / sampleRateHz;
  const phaseMs = longest.timesMs[0];
  const onPhase = phaseMs + Math.ceil((startMs - phaseMs) / periodMs - 1e-6) * periodMs;
  return { sampleRateHz, startMs: onPhase, sampleCount: Math.max(0, Math.floor((endMs - onPhase) / periodMs + 1e-6) + 1) };
}

/** Joins a sensor's streams: a sample of the grid is there when all of its channels are. */
function blocksOf(site: Site, streams: readonly { stream: StreamTimeline; segments: readonly FittedSegment[] }[], grid: GridPlaces): ImuBlock<SensorAxes>[] {
  const runs = streams.map(({ stream, segments }) => placedRuns(stream, segments, grid));
  const order = streams.map(({ stream }) => stream.stream.measures);
  const accFrom = Math.max(order.indexOf('acc'), order.indexOf('accGyr'));
  const gyrFrom = Math.max(order.indexOf('gyr'), order.indexOf('accGyr'));
  if (accFrom < 0) return [];
  const blocks: ImuBlock<SensorAxes>[] = [];
  const push = (start: number, end: number, acc: PlacedRun, gyr: PlacedRun | null): void => {
    blocks.push({
      site,
      sampleRateHz: grid.sampleRateHz,
      startSample: start,
      length: end - start,
      acc: cut(acc, 0, start, end),
      gyr: gyr && cut(gyr, gyr === acc ? 3 : 0, start, end),
    });
  };
  if (gyrFrom < 0 || gyrFrom === accFrom) {
    for (const run of runs[accFrom]) push(run.start, run.end, run, gyrFrom < 0 ? null : run);
    return blocks;
  }
  let g = 0;
  for (const acc of runs[accFrom]) {
    while (g < runs[gyrFrom].length && runs[gyrFrom][g].end <= acc.start) g++;
    for (let h = g; h < runs[gyrFrom].length && runs[gyrFrom][h].start < acc.end; h++) {
      const gyr = runs[gyrFrom][h];
      push(Math.max(acc.start, gyr.start), Math.min(acc.end, gyr.end), acc, gyr);
    }
  }
  return blocks;
}

function cut({ start, columns }: PlacedRun, first: number, from: number, to: number): AxisColumns<SensorAxes> {
  const [x, y, z] = columns.slice(first, first + 3).map((column) => column.subarray(from - start, to - start));
  return { x, y, z };
}
