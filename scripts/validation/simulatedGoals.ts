import type { GridWalk } from './simulatedGrid.ts';
import type { SimulatedReading } from './simulatedReading.ts';

export interface Goal {
  readonly name: string;
  readonly needsGyroscope: boolean;
  readonly met: (reading: SimulatedReading) => boolean;
}

/** What every simulated walk should reach. A value that is missing does not reach its goal. */
export const GOALS = [
  { name: 'gait found', needsGyroscope: false, met: (r) => r.contacts.hit > 0 },
  { name: 'initial contacts F1 at least .995, whole walk', needsGyroscope: false, met: (r) => r.f1 >= 0.995 },
  { name: 'left and right: every foot right', needsGyroscope: true, met: (r) => r.sidesRight === 1 },
  { name: 'stride-time CV within .5 percentage points', needsGyroscope: false, met: (r) => Math.abs(r.cvErrorPp) <= 0.5 },
  { name: 'the same of all true steady strides, by their contacts', needsGyroscope: false, met: (r) => Math.abs(r.cvTimingErrorPp) <= 0.5 },
  { name: 'walking speed within 5 %', needsGyroscope: false, met: (r) => Math.abs(r.speedErrorPct) <= 5 },
  { name: 'step-time asymmetry within 2 percentage points', needsGyroscope: true, met: (r) => Math.abs(r.asymmetryErrorPp) <= 2 },
  { name: 'every turn, on its side, and no other', needsGyroscope: true, met: (r) => r.turnsFound === r.turnsTrue && r.turnsExtra === 0 },
] as const satisfies readonly Goal[];

export type GoalName = (typeof GOALS)[number]['name'];

/** Share of the walks that reach a goal. */
export function shareMeeting(name: GoalName, walks: readonly GridWalk[]): number {
  const goal = GOALS.find((g) => g.name === name)!;
  return walks.filter((w) => goal.met(w.reading)).length / walks.length;
}

/** How poorly a walk was read: goals missed, then contacts. */
export function byPoorness(a: GridWalk, b: GridWalk): number {
  const missed = ({ reading, hasGyroscope }: GridWalk) => GOALS.filter((g) => (hasGyroscope || !g.needsGyroscope) && !g.met(reading)).length;
  return missed(b) - missed(a) || a.reading.f1 - b.reading.f1;
}
