import type { Curve } from './phase.ts';
import type { PlannedTurn } from './steps.ts';

/** Share of a turn spent speeding up, and again slowing down. */
const RAMP = 0.3;

/**
 * Heading of the walk over time: zero at first, positive to the left, rad and rad/s.
 * A turn's rate rises along half a cosine, holds, and falls: a bell with a flat top, as people turn in several steps.
 * It integrates to the turn's angle exactly.
 */
export function headingOver(turns: readonly PlannedTurn[]): (timeS: number) => Curve {
  return (timeS) => {
    let value = 0;
    let rate = 0;
    for (const turn of turns) {
      const duration = turn.endS - turn.startS;
      const angle = (turn.angleDeg * Math.PI) / 180;
      const u = Math.min(Math.max((timeS - turn.startS) / duration, 0), 1);
      const part = bell(u);
      value += angle * part.value;
      rate += (angle * part.rate) / duration;
    }
    return { value, rate };
  };
}

/** Share of the turn made at u of its duration, and its change per duration. */
function bell(u: number): Curve {
  const top = 1 / (1 - RAMP);
  if (u < RAMP) return rising(u, top);
  if (u <= 1 - RAMP) return { value: top * (u - RAMP / 2), rate: top };
  const mirrored = rising(1 - u, top);
  return { value: 1 - mirrored.value, rate: mirrored.rate };
}

function rising(u: number, top: number): Curve {
  const angle = (Math.PI * u) / RAMP;
  return { value: (top / 2) * (u - (RAMP / Math.PI) * Math.sin(angle)), rate: (top / 2) * (1 - Math.cos(angle)) };
}
