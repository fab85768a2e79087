import type { SensorQuality } from '../../model/index.ts';
import { fitClock, type ClockLine } from './clockFit.ts';
import type { Segment, StreamTimeline } from './timeline.ts';

/** A crystal clock is within some ten ppm of its nominal rate: better than what a fit of less than a minute gives. */
const CRYSTAL_FIT_FROM_S = 60;
/** A sampling rate without a clock beside it can be percents off: ten seconds tell more. */
const RATE_FIT_FROM_S = 10;
/** Readings this near to an even series (share of a period) are one, read coarsely. */
const EVEN_WITHIN = 0.02;
/** Fewer samples than this do not tell a rate. */
const RATE_SAMPLES = 50;

/** A segment with its samples' times. */
export interface FittedSegment extends Segment {
  readonly line: ClockLine;
  /** Host time of sample i of the segment, ms. */
  readonly timesMs: Float64Array;
  /** Samples a second by the host's clock, losses counted in; null where there are too few. */
  readonly rateHz: number | null;
}

export type StreamFigures = Omit<SensorQuality, 'badPackets' | 'reconnects'>;

/** Fits every segment of a stream to the host's clock. Short ones take the clock's rate of the longest that tells it. */
export function fitStream(timeline: StreamTimeline): readonly FittedSegment[] {
  const { stream, segments, packetReadings, packetArrivalsMs } = timeline;
  const isClock = stream.clock.kind === 'timestamp';
  const nominalMsPerUnit = stream.clock.kind === 'timestamp' ? 1000 * stream.clock.tickS : 1000 / stream.rateHz;
  const fitFromS = isClock ? CRYSTAL_FIT_FROM_S : RATE_FIT_FROM_S;
  const fit = ({ firstPacket, endPacket }: Segment, knownMsPerUnit?: number): ClockLine =>
    fitClock({ readings: packetReadings.view(firstPacket, endPacket), arrivalsMs: packetArrivalsMs.view(firstPacket, endPacket), length: endPacket - firstPacket },
      { nominalMsPerUnit, fitFromS, knownMsPerUnit });

  const lines = segments.map((segment) => fit(segment));
  const longest = longestOf(segments.filter((_, i) => lines[i].method === 'fitted'));
  const known = longest === null ? undefined : lines[segments.indexOf(longest)].msPerUnit;
  return segments.map((segment, i): FittedSegment => {
    const line = lines[i].method === 'fitted' ? lines[i] : fit(segment, known);
    const places = timeline.places.view(segment.start, segment.end);
    const readings = evenReadings(places, timeline.readings.view(segment.start, segment.end), stream.rateHz * line.msPerUnit / 1000);
    const timesMs = readings.map((reading) => line.offsetMs + line.msPerUnit * reading);
    const n = places.length;
    const rateHz = n < RATE_SAMPLES ? null : (1000 * (places[n - 1] - places[0])) / (timesMs[n - 1] - timesMs[0]);
    return { ...segment, line, timesMs, rateHz };
  });
}

function longestOf<S extends Segment>(segments: readonly S[]): S | null {
  return segments.reduce<S | null>((longest, s) => (longest === null || s.end - s.start > longest.end - longest.start ? s : longest), null);
}

/**
 * Readings of a clock with coarse ticks, put on the even series they were taken from; readings that are not even stay as they are.
 * @param samplesPerUnit nominal
 */
function evenReadings(places: Float64Array, readings: Float64Array, samplesPerUnit: number): Float64Array {
  const n = places.length;
  if (n < 3) return readings;
  const meanPlace = mean(places);
  const meanReading = mean(readings);
  let pp = 0;
  let pr = 0;
  for (let i = 0; i < n; i++) {
    const p = places[i] - meanPlace;
    pp += p * p;
    pr += p * (readings[i] - meanReading);
  }
  const slope = pr / pp;
  const even = places.map((place) => meanReading + slope * (place - meanPlace));
  const tolerance = Math.max(1, EVEN_WITHIN / samplesPerUnit);
  return even.every((reading, i) => Math.abs(reading - readings[i]) <= tolerance) ? even : readings;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** How a stream's samples arrived. Losses between segments whose clocks started anew are told by the fitted times, and marked uncertain. */
export function streamFigures({ stream, places }: StreamTimeline, segments: readonly FittedSegment[]): StreamFigures {
  const samples = places.length;
  const periodMs = 1000 / stream.rateHz;
  let lost = 0;
  let longest = 0;
  const gap = (missing: number): void => {
    lost += missing;
    longest = Math.max(longest, missing);
  };
  for (const [s, segment] of segments.entries()) {
    const own = places.view(segment.start, segment.end);
    if (s > 0) {
      const before = segments[s - 1];
      const periods = (segment.timesMs[0] - before.timesMs[before.timesMs.length - 1]) / periodMs;
      gap(Math.max(0, segment.restarted ? Math.round(periods) - 1 : own[0] - places.view(before.end - 1, before.end)[0] - 1));
    }
    for (let i = 1; i < own.length; i++) if (own[i] - own[i - 1] > 1) gap(own[i] - own[i - 1] - 1);
  }
  const telling = longestOf(segments.filter(({ rateHz }) => rateHz !== null));
  const isFitted = telling !== null && telling.line.method !== 'nominal';
  return {
    samples,
    lost,
    lossUncertain: stream.clock.kind === 'none' || segments.some(({ restarted }) => restarted),
    lossPct: samples + lost === 0 ? 0 : (100 * lost) / (samples + lost),
    maxGapMs: longest * periodMs,
    effectiveHz: telling?.rateHz ?? null,
    skewPpm: isFitted && stream.clock.kind === 'timestamp' ? ((1000 * stream.clock.tickS) / telling.line.msPerUnit - 1) * 1e6 : null,
    residualMs: telling?.line.residualMs ?? null,
  };
}
