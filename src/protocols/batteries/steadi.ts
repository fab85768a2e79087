import { defineBattery } from './define.ts';

export const steadi = defineBattery({
  id: 'steadi',
  label: 'STEADI in ten minutes',
  about: 'The function tests of the CDC’s STEADI, one minute of walking and half a minute of quiet standing.',
  minutes: 10,
  tests: [{ protocol: 'walk', durationS: 60 }],
});
