import type { Span } from '../../model/index.ts';
import type { BodyFrame } from '../orientation/bodyFrame.ts';
import { horizontal, type FrameAt } from '../orientation/movingFrame.ts';
import { angleDeg, type Vector3 } from '../orientation/vector.ts';
import { walkingFrame, type WalkingFrame } from '../orientation/walkingFrame.ts';
import type { SensorSeries } from '../series.ts';
import { evenParts, walkingEvidence, WALKS, type WalkingEvidence } from './walkingEvidence.ts';

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
  /** Largest angle between the sensor's mean up in the best window and in any other part that walks, degrees. */
  readonly movedDeg: number;
}

/** Long stretches are aligned minute by minute: sensors slip, walkers change their pace. */
const WINDOW_S = 60;
/** A trunk that straightens or stoops moves by less; a sensor that slips by more is followed in shorter windows. */
const SLIPS_DEG = 10;
const SLIPPING_WINDOW_S = 12;
/** A window this much poorer than the best one borrows its forward axis. */
const BORROW_BELOW = 0.6;
/**
 * What the best window of a recording must show before anything in it is called walking. Walks, slow, one-sided or wandering in
 * their pace, reach .5, .25 and stay below 5 degrees; shaking does not alternate, rising and sitting down again leans by 7 and more.
 * Their walk ratio is 4 to 8 mm/(steps/min) (Sekiya & Nagasaki 1998, Gait Posture 7:225: about 6); a jiggling knee and a sensor shaken in the hand
 * stay at 1.
 */
const WALKING = { ...WALKS, leanDeg: 6.5, walkRatio: 2 };
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
  const bySpan = spans.map((span) => examined(series, span));
  const best = bySpan
    .flat()
    .filter(({ evidence }) => clearlyWalks(evidence, series.gyr !== null))
    .reduce<Window | null>((a, b) => (a && a.merit >= b.merit ? a : b), null);
  if (!best?.found.rhythm) return { stretches: [], frame: null, movedDeg: 0 };
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
  const movedDeg = largestAngleDeg([best.found.up, ...bySpan.flat().flatMap((w) => w.evidence.ups)]);
  return { stretches, frame: { forward: best.found.forward, up: best.found.up, gyroBias }, movedDeg };
}

function clearlyWalks({ regularity, alternation, leanDeg, walkRatio }: WalkingEvidence, hasGyroscope: boolean): boolean {
  return (
    regularity >= WALKING.regularity &&
    alternation >= (hasGyroscope ? WALKING.alternation : ALTERNATION_WITHOUT_GYROSCOPE) &&
    leanDeg <= WALKING.leanDeg &&
    walkRatio >= WALKING.walkRatio
  );
}

function examine(series: SensorSeries, span: Span): Window {
  const found = walkingFrame(series, span);
  const evidence = walkingEvidence(series, span);
  return { span, found, evidence, merit: evidence.regularity * Math.sqrt((span.end - span.start) / series.sampleRateHz) };
}

/** The windows of a span; one in which the sensor slips is cut into shorter ones. */
function examined(series: SensorSeries, span: Span): Window[] {
  return evenParts(span, WINDOW_S * series.sampleRateHz).flatMap((part) => {
    const window = examine(series, part);
    return largestAngleDeg(window.evidence.ups) > SLIPS_DEG ? evenParts(part, SLIPPING_WINDOW_S * series.sampleRateHz).map((p) => examine(series, p)) : [window];
  });
}

/** Largest angle of any direction to the first one, degrees. */
function largestAngleDeg(ups: readonly Vector3[]): number {
  let largest = 0;
  for (const up of ups) largest = Math.max(largest, angleDeg(up, ups[0]));
  return largest;
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
