import type { Walking } from '../dsp/gait/walking.ts';
import type { Span } from '../model/index.ts';
import type { Protocol } from '../protocols/index.ts';
import type { MarkedSample } from './tests/index.ts';

/** A recording may begin or end this much inside the time, as buttons are pressed by hand, s. */
const SLACK_S = 1;

/**
 * The part of a recording that the time of its test covers: over a course from the mark `go` to the mark `stop`; of a test of
 * so many minutes from `go`, or without it from the first walking.
 *
 * @returns undefined for a test without a time, null where the time is not, or not wholly, in the recording
 */
export function timedPart({ marks: asked = [], durationS, course }: Protocol, marks: readonly MarkedSample[], walking: Walking | null, recorded: { readonly samples: number; readonly sampleRateHz: number }): Span | null | undefined {
  const go = marks.find(({ type }) => type === 'go');
  if (course === 'betweenMarks' && asked.includes('stop')) {
    const stop = go && marks.find(({ type, sample }) => type === 'stop' && sample > go.sample);
    return go && stop ? { start: go.sample, end: stop.sample } : null;
  }
  if (durationS === undefined) return undefined;
  const start = go?.sample ?? walking?.bouts[0]?.start;
  if (start === undefined) return null;
  const end = start + durationS * recorded.sampleRateHz;
  return end > recorded.samples + SLACK_S * recorded.sampleRateHz ? null : { start, end };
}
