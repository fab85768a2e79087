import { definePlanarSway, defineSwayFamily } from './define.ts';

const AS_LEAN = 'were it gravity alone; the body\'s own quick movements make it a little too large';

export const [swayLeanRms, swayLeanRmsAp, swayLeanRmsMl] = defineSwayFamily({
  name: 'leanRms',
  first: 'all',
  version: 1,
  label: 'Sway angle (RMS)',
  what: `Root mean square of the lean that the acceleration of the standing trunk would be, ${AS_LEAN}`,
  of: 'leanRms',
  unit: 'deg',
  digits: 2,
  better: 'lower',
  plausible: [0.005, 20],
});

export const [swayLeanRange, swayLeanRangeAp, swayLeanRangeMl] = defineSwayFamily({
  name: 'leanRange',
  first: 'plane',
  version: 1,
  label: 'Sway angle, range',
  what: `Largest angle between two leans that the acceleration of the standing trunk would be, ${AS_LEAN}`,
  of: 'leanRange',
  unit: 'deg',
  digits: 1,
  better: 'lower',
  plausible: [0.02, 90],
});

export const swayLeanEllipseArea = definePlanarSway({
  name: 'leanEllipseArea',
  first: 'plane',
  version: 1,
  label: 'Sway angle ellipse, 95 %',
  what: `Area of the ellipse that holds 95 % of a normal scatter of the lean that the acceleration of the standing trunk would be, ${AS_LEAN}, pi times 5.991 times the root of the covariance's determinant`,
  of: 'leanEllipseArea',
  unit: 'deg2',
  digits: 2,
  better: 'lower',
  plausible: [0, 3000],
});
