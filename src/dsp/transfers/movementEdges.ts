import type { Span } from '../../model/index.ts';

/** Shares of the peak between which a movement's beginning is sure of itself: below, sway and noise are as large. */
const LOW_SHARE = 0.1;
const HALF_SHARE = 0.5;
/**
 * From rest to a tenth of the peak speed takes this many times what it takes from there to half of it, on a minimum-jerk curve
 * (Flash & Hogan 1985, J Neurosci 5:1688): 16 u² (1 - u)² is .1 at u = .0865 and .5 at u = .2296.
 */
const BEFORE_LOW = 0.0865 / (0.2296 - 0.0865);

/**
 * Where a movement begins and ends, from the speed around its peak.
 * The crossings of a tenth and of half of the peak are followed outwards along the curve of smooth human movements: a threshold alone comes late.
 * @param speed any unit; the movement goes along `sign`
 * @param within no edge lies outside
 * @param floor a speed that is no movement, whatever its peak
 * @returns fractional samples
 */
export function movementEdges(speed: Float64Array, peak: number, within: Span, sign: 1 | -1, floor = 0): Span {
  const top = speed[peak] * sign;
  if (!(top > 0)) return { start: peak, end: peak };
  const edge = (direction: 1 | -1): number => {
    const half = crossing(speed, peak, direction, HALF_SHARE * top, within, sign);
    const low = crossing(speed, half, direction, Math.min(HALF_SHARE * top, Math.max(LOW_SHARE * top, floor)), within, sign);
    const out = low + BEFORE_LOW * (low - half);
    return Math.max(within.start, Math.min(within.end, out));
  };
  return { start: edge(-1), end: edge(1) };
}

/** First place outwards where the speed has fallen to a level, between samples. */
function crossing(speed: Float64Array, from: number, direction: 1 | -1, level: number, { start, end }: Span, sign: 1 | -1): number {
  let i = direction === 1 ? Math.ceil(from) : Math.floor(from);
  const last = direction === 1 ? Math.min(end, speed.length) - 1 : Math.max(0, Math.floor(start));
  while (i !== last && (last - i) * direction > 0 && speed[i] * sign > level) i += direction;
  const [inner, outer] = [speed[i - direction] * sign, speed[i] * sign];
  if (i === Math.round(from) || !(inner > level) || outer > level) return i;
  return i - direction * ((level - outer) / (inner - outer));
}
