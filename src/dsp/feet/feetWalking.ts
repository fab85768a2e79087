import type { Span, Turn, WalkingBout } from '../../model/index.ts';
import { findTurns, walkingTurns } from '../gait/turns.ts';
import { LONGEST_STEP, walkedRuns } from '../gait/walkedRuns.ts';
import { readContacts, stepSamples } from './feetBouts.ts';
import type { FootGait } from './feetGait.ts';

/** A walk as the feet alone tell it. */
export interface FeetWalking {
  readonly gaitSequences: readonly Span[];
  readonly bouts: readonly WalkingBout[];
  readonly turns: readonly Turn[];
}

/** A longer silence ends a bout, however slow the walk. */
const LONGEST_STEP_S = 3;

/** Bouts and turns from sensors on both feet and nothing else. A gait sequence starts when the first foot leaves the ground. */
export function walkingOfFeet(feet: FootGait, sampleRateHz: number): FeetWalking {
  const longest = Math.min(LONGEST_STEP * stepSamples(feet.contacts), LONGEST_STEP_S * sampleRateHz);
  const walked = walkedRuns(feet.contacts, longest).filter((run) => new Set(run.map((c) => c.side)).size === 2);
  const rotations = findTurns(feet.yawDegPerS, sampleRateHz, 0);
  const bouts = walked.map((contacts) => readContacts(contacts, feet, rotations, sampleRateHz));
  const samples = bouts.flatMap((b) => b.contacts.map((c) => c.sample));
  return {
    gaitSequences: bouts.map((b) => ({ start: Math.min(b.start, b.finalContacts[0]?.sample ?? b.start), end: b.end })),
    bouts,
    turns: walkingTurns(rotations, samples, sampleRateHz),
  };
}
