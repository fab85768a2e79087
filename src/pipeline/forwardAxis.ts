import type { SensorDescription } from '../model/index.ts';

/** A direction in the sensor's frame. */
type Direction = readonly [x: number, y: number, z: number];

const SAID = /\b([xyz])(?:[ -]axis)?(?: points)? (forward|backward)s?\b/i;

/**
 * Which axis of the case points forward, as the recording itself says of how the sensor was fastened: "L5, z forward".
 * @returns null where it says nothing; nobody guesses it
 */
export function forwardAxisOf({ placement }: Pick<SensorDescription, 'placement'>): Direction | null {
  const said = SAID.exec(placement ?? '');
  if (!said) return null;
  const sign = said[2].toLowerCase() === 'forward' ? 1 : -1;
  const axis = said[1].toLowerCase();
  return [axis === 'x' ? sign : 0, axis === 'y' ? sign : 0, axis === 'z' ? sign : 0];
}
