import type { Span, Turn } from '../../model/index.ts';
import { roundTurns } from './roundTurns.ts';
import type { ChairMovements, Transfer } from './transfers.ts';

/** One timed up and go. Samples are fractional, on the recording's grid. */
export interface TimedUpAndGoReading {
  readonly rise: Transfer;
  readonly sit: Transfer;
  /** Everything that the recording holds of rising and sitting, practice included. */
  readonly transfers: readonly Transfer[];
  /** Round the mark; null where it was not found, or without a gyroscope. */
  readonly turn: Turn | null;
  /** Round in front of the chair. */
  readonly turnToSit: Turn | null;
  /** The "go" that belongs to it; null where nobody marked it. */
  readonly go: number | null;
  /** Foot contacts between rising and sitting down; null where no steps were found. */
  readonly steps: number | null;
  readonly sampleRateHz: number;
  readonly hasGyroscope: boolean;
}

export const TUG_PHASES = ['sitToStand', 'walkOut', 'turn', 'walkBack', 'turnToSit', 'standToSit'] as const;
export type TugPhase = (typeof TUG_PHASES)[number];

/** Why a recording holds no timed up and go. */
export type NoTug = 'noRise' | 'noSit' | 'noTurn' | 'noSteps';

/** A rise that begins this long before the "go" belongs to it still: people start early. */
const EARLY_S = 2;
/** A single turn this soon before sitting down is the one in front of the chair. */
const BEFORE_SITTING_S = 1.5;
const LEAST_STEPS = 4;

/**
 * Finds the timed up and go of a recording: the first rise after the "go" that is followed by turning round and then by sitting down.
 * Rises and sits without a turn between them are practice, or chairs being moved.
 * @param stepsIn how many steps are taken in a span of the recording
 * @param go samples at which "go" was said, in order
 */
export function findTimedUpAndGo(movements: ChairMovements, stepsIn: (span: Span) => number, go: readonly number[], sampleRateHz: number): TimedUpAndGoReading | NoTug {
  const { transfers, track } = movements;
  const fs = sampleRateHz;
  const rises = transfers.filter((t) => t.kind === 'sitToStand' && t.complete);
  const sits = transfers.filter((t) => t.kind === 'standToSit' && t.complete);
  if (rises.length === 0) return 'noRise';
  let why: NoTug = 'noSit';
  for (const rise of rises) {
    const said = go.filter((g) => g <= rise.start + EARLY_S * fs).at(-1) ?? null;
    if (go.length > 0 && said === null) continue;
    const next = rises.find((r) => r.start > rise.start);
    const sit = sits.find((s) => s.start > rise.vertical.end && (!next || s.start < next.start));
    const between = { start: rise.vertical.end, end: sit ? sit.end : (next?.start ?? track.acc.length) };
    const turns = track.yaw ? roundTurns(track.yaw, fs, between).filter((t) => t.start > rise.vertical.end && t.start < between.end) : [];
    const steps = stepsIn({ start: rise.vertical.end, end: sit ? sit.vertical.start : between.end });
    if (track.yaw ? turns.length === 0 : steps < LEAST_STEPS) {
      why = !sit ? why : track.yaw ? 'noTurn' : 'noSteps';
      continue;
    }
    if (!sit) return 'noSit';
    return { rise, sit, transfers, ...turnsOf(turns, sit, fs), go: said, steps: steps > 0 ? steps : null, sampleRateHz, hasGyroscope: track.yaw !== null };
  }
  return why;
}

function turnsOf(turns: readonly Turn[], sit: Transfer, fs: number): Pick<TimedUpAndGoReading, 'turn' | 'turnToSit'> {
  const last = turns.at(-1);
  if (!last) return { turn: null, turnToSit: null };
  const earlier = turns.slice(0, -1);
  if (earlier.length === 0 && sit.start - last.end > BEFORE_SITTING_S * fs) return { turn: last, turnToSit: null };
  const turn = earlier.reduce<Turn | null>((most, t) => (most && Math.abs(most.angleDeg) >= Math.abs(t.angleDeg) ? most : t), null);
  return { turn, turnToSit: last };
}

/** One phase of the test; null where one of its ends was not found. Phases may overlap: some people sit while they still turn. */
export function tugPhase({ rise, sit, turn, turnToSit }: Pick<TimedUpAndGoReading, 'rise' | 'sit' | 'turn' | 'turnToSit'>, phase: TugPhase): Span | null {
  const between = (start: number | undefined, end: number | undefined): Span | null => (start === undefined || end === undefined ? null : { start, end: Math.max(start, end) });
  switch (phase) {
    case 'sitToStand': return { start: rise.start, end: rise.end };
    case 'walkOut': return between(rise.end, turn?.start);
    case 'turn': return turn && { start: turn.start, end: turn.end };
    case 'walkBack': return between(turn?.end, turnToSit?.start);
    case 'turnToSit': return turnToSit && { start: turnToSit.start, end: turnToSit.end };
    case 'standToSit': return { start: sit.start, end: sit.end };
  }
}
