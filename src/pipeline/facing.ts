import type { Walking } from '../dsp/gait/walking.ts';
import type { Circumstances, Finding } from '../model/index.ts';

const BACKWARD: Finding = {
  code: 'WALKED_BACKWARD',
  severity: 'note',
  message: 'The person walked backwards. A sensor at the lower back takes the direction of movement for forward, so left and right are not told, and the length of a step was never measured that way: sides, step lengths and walking speed from steps are left out.',
};

/**
 * What may be said of a walk, given which way the person faced.
 *
 * Forward is found from how the trunk is braked and pushed in the direction in which it moves (`walkingFrame`), whatever the
 * mounting. Of somebody who walks backwards it is therefore the back: the signals are those of a forward walk seen in a mirror,
 * and every foot gets the other's name. Contacts and their times stay.
 * @param boutsFromFeet of each bout whether the feet's own sensors gave it: those know their side
 */
export function facing(walking: Walking | null, { direction }: Circumstances, boutsFromFeet: readonly boolean[]): { readonly walking: Walking | null; readonly findings: readonly Finding[] } {
  if (direction !== 'backward' || walking === null || walking.bouts.length === 0) return { walking, findings: [] };
  const bouts = walking.bouts.map((bout, k) => {
    const sideless = <T extends { readonly side: unknown }>(one: T): T => (boutsFromFeet[k] ? one : { ...one, side: null });
    return {
      ...bout,
      contacts: bout.contacts.map(sideless),
      finalContacts: bout.finalContacts.map(sideless),
      strides: bout.strides.map((stride) => ({ ...sideless(stride), lengthM: null })),
    };
  });
  return { walking: { ...walking, bouts }, findings: [BACKWARD] };
}
