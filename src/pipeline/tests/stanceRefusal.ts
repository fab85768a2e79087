import { angleDeg, normalise } from '../../dsp/orientation/vector.ts';
import { calmSpans, meanUp, type FoundStance } from '../../dsp/sway/stance.ts';
import { mean } from '../../dsp/summary.ts';
import { bendCount, mostTippedDeg, turnedRoundDeg } from '../../dsp/sway/stanceQuality.ts';
import type { SwaySet } from '../../dsp/sway/swaySet.ts';
import { unrestOf } from '../../dsp/sway/unrest.ts';
import type { Span } from '../../model/index.ts';
import type { TestInput } from './define.ts';

/** Somebody walks to the place of the test and away from it; more is a walk. Own choices. */
const WALK_S = 10;
/** With less calm than this beside it, a shorter walk is one too. */
const SHORT_WALK_S = 3;
/** Somebody who struggles on one leg can look as if they walked, at less than this; who walks at 0.35 m/s shakes the lower back by more. */
const WALK_MPS2 = 0.22;
const SOME_CALM_S = 5;
/** One bend may be a stumble, two a rise and a sitting down after it. */
const BENDS = 3;
/** Nobody who stands turns so far. */
const TURNED_DEG = 120;
/** Nobody who stands tips so far and stands again: own choice, far beyond a stumble. */
const TIPPED_DEG = 60;
/** An axis that points forward standing points up or down lying. */
const LYING_DEG = 60;
/**
 * Planar RMS, m/s². Of 22 recordings of 8 healthy people who stand for 3 to 5 s before they walk the stillest has 0.036, and longer stances sway more; somebody who
 * sits quietly has 0.013 to 0.016. Between them, nearer to sitting.
 */
const STILLEST_MPS2 = 0.025;
/** A shorter stretch can be still by chance. */
const STILL_FOR_S = 5;

/** Why a recording cannot be a standing test at all, as a plain sentence; null where it can. @param durationS of the test */
export function notStanding({ series, walking, forwardAxis, marks }: TestInput, stance: FoundStance | null, durationS: number): string | null {
  const { sampleRateHz: fs } = series;
  const unrest = stance?.unrest ?? unrestOf(series);
  const calm = calmSpans(unrest).reduce<Span>((best, span) => (span.end - span.start > best.end - best.start ? span : best), { start: 0, end: 0 });
  const calmS = (calm.end - calm.start) / fs;
  const upright = calm.end > calm.start ? calm : { start: 0, end: series.length };

  const walks = walking.gaitSequences.filter(({ start, end }) => mean(unrest.shake.subarray(start, end)) > WALK_MPS2);
  const walkedS = walks.reduce((sum, { start, end }) => sum + (end - start) / fs, 0);
  if (walkedS >= WALK_S || (walkedS >= SHORT_WALK_S && calmS < SOME_CALM_S)) {
    return `This is no standing test: somebody walks in it for ${walkedS.toFixed(0)} s. Choose the test that was done, or record the stance by itself.`;
  }
  const bends = bendCount(unrest, upright);
  if (bends >= BENDS) {
    return `This is no standing test: the trunk bends deeply ${bends} times, as in rising from a chair or bending down. Choose the test that was done, or record the stance by itself.`;
  }
  if (forwardAxis !== null && Math.abs(90 - angleDeg(forwardAxis, normalise(meanUp(unrest, upright)))) > LYING_DEG) {
    return 'This is no standing test: the axis of the sensor that should point forward points up or down, as in lying, or where the sensor is worn another way. Put it flat on the lower back and repeat the test, standing.';
  }
  // Who tips over after the "go" may have fallen: that is an end of the stance, not another test.
  const hasGo = marks.some(({ type }) => type === 'go');
  const tipped = mostTippedDeg(unrest, upright, { start: 0, end: hasGo && stance !== null ? stance.start : series.length });
  if (tipped > TIPPED_DEG) {
    return `This is no standing test: the sensor tips over by ${tipped.toFixed(0)} degrees, as in lying down, falling, or taking it off. Put it flat on the lower back and repeat the test, standing.`;
  }
  // Likewise who turns to leave after the end of a stance.
  const turned = stance === null ? null : turnedRoundDeg(series, unrest, hasGo ? stance : { start: stance.start, end: Math.min(series.length, stance.start + Math.round(durationS * fs)) }, upright);
  if (turned !== null && turned > TURNED_DEG) {
    return `This is no standing test: the body turns round by ${turned.toFixed(0)} degrees in it. Choose the test that was done, or record the stance by itself.`;
  }
  return null;
}

/** Whether the sensor is stiller than anybody who stands. */
export function tooStill(sway: SwaySet | null, quietS: number): boolean {
  return sway !== null && quietS >= STILL_FOR_S && sway.planar.rms < STILLEST_MPS2;
}
