import type { InitialContact, Span, Stride } from '../../model/index.ts';
import { firstAbove } from '../ordered.ts';
import { pendulumStrideLengthM, stepExcursionM } from './strideLength.ts';

const STRIDE_S: readonly [shortest: number, longest: number] = [0.6, 3.5];
/** Steps next to a turn already belong to it. */
const TURN_MARGIN_S = 0.5;
/** Speeding up after the start, slowing down before the stop. */
const START_MARGIN_S = 1.5;
const STOP_MARGIN_S = 1;

export interface StrideInput {
  readonly contacts: readonly InitialContact[];
  /** Where the body turns, whatever the size of the turn. */
  readonly turns: readonly Span[];
  /** Gaps in the data too long to measure a stride over. */
  readonly gaps: readonly Span[];
  /** Vertical acceleration, m/s², its first value at `offset` on the recording's grid. */
  readonly vertical: Float64Array;
  readonly offset: number;
  readonly sampleRateHz: number;
  readonly legLengthM: number | null;
}

/**
 * Strides of one bout: from a contact to the next but one, where both are of the same foot and none of the three is mended.
 * A stride across a gap in the data is left out: its length and its time would be guesses.
 */
export function findStrides(input: StrideInput): Stride[] {
  const { contacts, sampleRateHz: fs, turns } = input;
  const first = contacts[0];
  const last = contacts.at(-1);
  if (!first || !last) return [];
  const strides: Stride[] = [];
  const onGap = overlaps(input.gaps, 0);
  const nearTurn = overlaps(turns, TURN_MARGIN_S * fs);
  for (let k = 0; k + 2 < contacts.length; k++) {
    const a = contacts[k];
    const b = contacts[k + 1];
    const c = contacts[k + 2];
    const duration = (c.sample - a.sample) / fs;
    if (a.mended || b.mended || c.mended || a.side !== c.side || (a.side !== null && a.side === b.side)) continue;
    if (duration < STRIDE_S[0] || duration > STRIDE_S[1]) continue;
    if (onGap(a.sample, c.sample)) continue;
    const straight = !nearTurn(a.sample, c.sample);
    strides.push({
      start: a.sample,
      end: c.sample,
      side: a.side,
      straight,
      steady: straight && a.sample >= first.sample + START_MARGIN_S * fs && c.sample <= last.sample - STOP_MARGIN_S * fs,
      lengthM: strideLengthM(input, a.sample, b.sample, c.sample),
    });
  }
  return strides;
}

function strideLengthM({ vertical, offset, sampleRateHz, legLengthM }: StrideInput, a: number, b: number, c: number): number | null {
  if (legLengthM === null) return null;
  const rise =
    (stepExcursionM(vertical, a - offset, b - offset, sampleRateHz) + stepExcursionM(vertical, b - offset, c - offset, sampleRateHz)) / 2;
  return pendulumStrideLengthM(rise, legLengthM);
}

/** Tells of a stretch whether it touches any of some spans, widened at both ends. @param spans in order: starts and ends rise */
function overlaps(spans: readonly Span[], margin: number): (start: number, end: number) => boolean {
  const ends = spans.map((s) => s.end + margin);
  // The first span that ends behind the start is also the first that may begin before the end.
  return (start, end) => {
    const first = firstAbove(ends, start);
    return first < spans.length && end > spans[first].start - margin;
  };
}
