import type { SensorSeries } from '../dsp/series.ts';
import type { Span } from '../model/index.ts';

/** What findings need of a signal, so that the signal itself can be let go. */
export interface SignalStats {
  readonly samples: number;
  readonly missing: number;
  /** On the recording's grid, in order. */
  readonly gaps: readonly Span[];
  /** m/s², summed over `heard` samples: all but those of parts in which nothing arrived. */
  readonly magnitudeSum: number;
  readonly heard: number;
  readonly hasGyroscope: boolean;
}

/** @param offset sample of the series' first value on the recording's grid */
export function signalStats({ acc: { x, y, z }, gyr, missing, gaps, length }: SensorSeries, offset: number): SignalStats {
  let magnitudeSum = 0;
  let lost = 0;
  for (let i = 0; i < length; i++) {
    magnitudeSum += Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
    lost += missing[i];
  }
  return { samples: length, missing: lost, gaps: gaps.map(({ start, end }) => ({ start: start + offset, end: end + offset })), magnitudeSum, heard: length, hasGyroscope: gyr !== null };
}

/** A part in which a sensor sent nothing at all. */
export function silentStats({ start, end }: Span): SignalStats {
  return { samples: end - start, missing: end - start, gaps: [{ start, end }], magnitudeSum: 0, heard: 0, hasGyroscope: false };
}

/** The parts of a recording together; a gap that crosses a border is one. */
export function joinStats(parts: readonly SignalStats[]): SignalStats {
  const gaps: Span[] = [];
  for (const gap of parts.flatMap((part) => part.gaps)) {
    const last = gaps.at(-1);
    if (last?.end === gap.start) gaps[gaps.length - 1] = { start: last.start, end: gap.end };
    else gaps.push(gap);
  }
  const sum = (of: (part: SignalStats) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return { samples: sum((p) => p.samples), missing: sum((p) => p.missing), gaps, magnitudeSum: sum((p) => p.magnitudeSum), heard: sum((p) => p.heard), hasGyroscope: parts.some((p) => p.hasGyroscope) };
}

/** Share of the grid without a sample, in per cent. */
export function lossPct({ samples, missing }: SignalStats): number {
  return (100 * missing) / samples;
}
