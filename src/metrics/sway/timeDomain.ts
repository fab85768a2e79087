import { defineSwayFamily } from './define.ts';

export const [swayJerk, swayJerkAp, swayJerkMl] = defineSwayFamily({
  name: 'jerk',
  first: 'plane',
  version: 1,
  label: 'Sway jerk',
  what: 'Half the integral of the squared rate of change of the acceleration of the standing trunk; it grows with the length of the stance',
  of: 'jerk',
  unit: 'm2/s5',
  digits: 3,
  better: 'lower',
  plausible: [0, 200],
});

export const [swayDistance, swayDistanceAp, swayDistanceMl] = defineSwayFamily({
  name: 'distance',
  first: 'none',
  version: 1,
  label: 'Mean sway distance',
  what: 'Mean distance of the acceleration of the standing trunk from its centre',
  of: 'distance',
  unit: 'm/s2',
  digits: 3,
  better: 'lower',
  plausible: [0.001, 3],
});

export const [swayRms, swayRmsAp, swayRmsMl] = defineSwayFamily({
  name: 'rms',
  first: 'all',
  version: 1,
  label: 'Sway (RMS)',
  what: 'Root mean square of the acceleration of the standing trunk about its mean',
  of: 'rms',
  unit: 'm/s2',
  digits: 3,
  better: 'lower',
  plausible: [0.001, 3],
});

export const [swayPath, swayPathAp, swayPathMl] = defineSwayFamily({
  name: 'path',
  first: 'plane',
  version: 1,
  label: 'Sway path',
  what: 'Length of the trajectory of the acceleration of the standing trunk; it grows with the length of the stance',
  of: 'path',
  unit: 'm/s2',
  digits: 2,
  better: 'lower',
  plausible: [0.01, 300],
});

export const [swayRange, swayRangeAp, swayRangeMl] = defineSwayFamily({
  name: 'range',
  first: 'none',
  version: 1,
  label: 'Sway range',
  what: 'Largest distance between two points of the acceleration of the standing trunk',
  of: 'range',
  unit: 'm/s2',
  digits: 3,
  better: 'lower',
  plausible: [0.005, 15],
});

export const [swayMeanVelocity, swayMeanVelocityAp, swayMeanVelocityMl] = defineSwayFamily({
  name: 'meanVelocity',
  first: 'plane',
  version: 1,
  label: 'Mean sway velocity',
  what: 'Mean size of the integral of the acceleration of the standing trunk, less the integral\'s own mean; as the tilt of the sensor is part of the acceleration it is no speed of the body',
  of: 'meanVelocity',
  unit: 'mm/s',
  digits: 1,
  better: 'lower',
  plausible: [0.1, 3000],
});

export const [swayMeanFrequency, swayMeanFrequencyAp, swayMeanFrequencyMl] = defineSwayFamily({
  name: 'meanFrequency',
  first: 'none',
  version: 1,
  label: 'Mean sway frequency',
  what: 'Loops as wide as the mean sway distance that the acceleration of the standing trunk would run through each second to make its path',
  of: 'meanFrequency',
  unit: 'Hz',
  digits: 2,
  better: 'neither',
  plausible: [0.02, 4],
});
