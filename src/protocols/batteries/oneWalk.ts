import { defineBattery } from './define.ts';

export const oneWalk = defineBattery({
  id: 'oneWalk',
  label: 'One walk',
  about: 'One minute of walking at usual pace: enough strides for every measure of walking.',
  minutes: 3,
  tests: [{ protocol: 'walk', durationS: 60 }],
});
