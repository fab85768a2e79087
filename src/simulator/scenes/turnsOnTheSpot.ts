import { UPRIGHT } from './scene.ts';
import type { SceneMaker } from './simulateScene.ts';
import { turnAt, type TurnAsked, type TurnOnTheSpot } from './spotTurn.ts';

const STILL_S = 3;

/** Stands still, turns, stands still, and so on. */
export function turnsOnTheSpot(asked: readonly TurnAsked[]): SceneMaker {
  return (random) => {
    const turns: TurnOnTheSpot[] = [];
    for (const one of asked) turns.push(turnAt((turns.at(-1)?.endS ?? 0) + STILL_S, one, random));
    return {
      durationS: (turns.at(-1)?.endS ?? 0) + STILL_S,
      posture: UPRIGHT,
      moves: [],
      motions: turns.map(({ motion }) => motion),
      walks: [],
      turns: turns.map(({ turn }) => turn),
      events: turns.flatMap(({ events }) => events),
    };
  };
}
