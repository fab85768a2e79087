import { defineBattery } from './define.ts';

const STAGES = 'fourStages';

/** The tests of the chair come first, while the person is fresh; the walk comes last, because it can be cut short. */
export const steadi = defineBattery({
  id: 'steadi',
  label: 'STEADI in ten minutes',
  about: 'The function tests of the CDC’s STEADI, half a minute of quiet standing and one minute of walking.',
  minutes: 10,
  tests: [
    { protocol: 'timedUpAndGo' },
    { protocol: 'chairStand30s' },
    { protocol: 'stanceSideBySide', ladder: STAGES },
    { protocol: 'stanceSemiTandem', ladder: STAGES },
    { protocol: 'stanceTandem', ladder: STAGES },
    { protocol: 'stanceOneLeg', ladder: STAGES },
    { protocol: 'stanceOpenFirm' },
    { protocol: 'walk', durationS: 60 },
  ],
});
