import type { Span } from '../../model/index.ts';
import type { BodyFrame } from '../orientation/bodyFrame.ts';
import { horizontal, type FrameAt } from '../orientation/movingFrame.ts';
import type { Vector3 } from '../orientation/vector.ts';
import { walkingFrame, type WalkingFrame } from '../orientation/walkingFrame.ts';
import type { SensorSeries } from '../series.ts';
import { walkingEvidence, type WalkingEvidence } from './walkingEvidence.ts';

/** A stretch of walking with its body axes and step time, window by window. */
export interface AlignedStretch extends Span {
  readonly frames: readonly FrameAt[];
  /** Step time at each of `frames`, in samples. */
  readonly stepSamples: readonly number[];
}

export interface Alignment {
  readonly stretches: readonly AlignedStretch[];
  /** Frame of the best window; null when nothing walks. */
  readonly frame: BodyFrame | null;
}

/** Long stretches are aligned minute by minute: sensors slip, walkers change their pace. */
const WINDOW_S = 60;
/** A window this much poorer than the best one borrows its forward axis. */
const BORROW_BELOW = 0.6;
/**
 * What the best window of a recording must show before anything in it is called walking. Walks, slow, one-sided or wandering in
 * their pace, reach .5, .25 and stay below 5 degrees; shaking does not alternate, rising and sitting down again leans by 7 and more.
 */
const WALKING = { regularity: 0.4, alternation: 0.2, leanDeg: 6.5 };
/** One channel tells by chance what three do not: walks without a gyroscope reach .38. */
const ALTERNATION_WITHOUT_GYROSCOPE = 0.3;
/** In a recording that holds walking, short bouts full of turns and chairs fall to this; moving about on a chair does too, but less regularly. */
const WALKING_BESIDE = { regularity: 0.1, alternation: 0.2 };

interface Window {
  readonly span: Span;
  readonly found: WalkingFrame;
  readonly evidence: WalkingEvidence;
  /** How far it can be trusted for the axes: regular and long. */
  readonly merit: number;
}

/** Which of the active spans walk, and how the sensor sits in each. */
export function alignStretches(series: SensorSeries, spans: readonly Span[], gyroBias: Vector3): Alignment {
  const fs = series.sampleRateHz;
  const bySpan = spans.map((span) => cut(span, WINDOW_S * fs).map((window) => examine(series, window)));
  const best = bySpan
    .flat()
    .filter(({ found, evidence: e }) => found.rhythm && e.regularity >= WALKING.regularity && e.alternation >= (series.gyr ? WALKING.alternation : ALTERNATION_WITHOUT_GYROSCOPE) && e.leanDeg <= WALKING.leanDeg)
    .reduce<Window | null>((a, b) => (a && a.merit >= b.merit ? a : b), null);
  if (!best?.found.rhythm) return { stretches: [], frame: null };
  const bestRhythm = best.found.rhythm;

  const stretches = bySpan.flatMap((windows) =>
    runs(windows, ({ evidence: e }) => e.regularity >= WALKING_BESIDE.regularity && e.alternation >= WALKING_BESIDE.alternation).map((run): AlignedStretch => ({
      start: run[0].span.start,
      end: run[run.length - 1].span.end,
      frames: run.map(({ span, found, merit }) => ({
        sample: (span.start + span.end) / 2,
        up: found.up,
        forward: merit < BORROW_BELOW * best.merit ? horizontal(best.found.forward, found.up) : found.forward,
      })),
      stepSamples: run.map(({ found, evidence }) => (found.rhythm && evidence.regularity >= WALKING.regularity ? found.rhythm : bestRhythm).stepSamples),
    })),
  );
  return { stretches, frame: { forward: best.found.forward, up: best.found.up, gyroBias } };
}

function examine(series: SensorSeries, span: Span): Window {
  const found = walkingFrame(series, span);
  const evidence = walkingEvidence(series, span, found.up);
  return { span, found, evidence, merit: evidence.regularity * Math.sqrt((span.end - span.start) / series.sampleRateHz) };
}

/** Equal parts of about the wanted length. */
function cut({ start, end }: Span, length: number): Span[] {
  const parts = Math.max(1, Math.round((end - start) / length));
  const border = (k: number) => start + Math.round(((end - start) * k) / parts);
  return Array.from({ length: parts }, (_, k) => ({ start: border(k), end: border(k + 1) }));
}

/** Longest runs of neighbours that pass. */
function runs<T>(items: readonly T[], passes: (item: T) => boolean): T[][] {
  const out: T[][] = [];
  let open = false;
  for (const item of items) {
    if (!passes(item)) open = false;
    else if (open) out[out.length - 1].push(item);
    else {
      out.push([item]);
      open = true;
    }
  }
  return out;
}
