import { defineBattery } from './define.ts';

const STANCES = 'stances';

/** In the order of Guralnik 1994: standing, walking, rising. */
export const sppb = defineBattery({
  id: 'sppb',
  label: 'Short Physical Performance Battery',
  about: 'Three stances, a walk over 4 m and five rises from a chair, scored together.',
  minutes: 10,
  tests: [
    { protocol: 'stanceSideBySide', ladder: STANCES },
    { protocol: 'stanceSemiTandem', ladder: STANCES },
    { protocol: 'stanceTandem', ladder: STANCES },
    { protocol: 'fourMetreWalk' },
    { protocol: 'fiveTimesSitToStand' },
  ],
});
