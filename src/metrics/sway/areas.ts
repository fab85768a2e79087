import { definePlanarSway } from './define.ts';

export const swayArea = definePlanarSway({
  name: 'area',
  first: 'none',
  version: 1,
  label: 'Sway area',
  what: 'Area that the acceleration of the standing trunk sweeps about its centre, each second',
  of: 'area',
  unit: 'm2/s5',
  digits: 4,
  better: 'lower',
  plausible: [0, 30],
});

export const swayEllipseArea = definePlanarSway({
  name: 'ellipseArea',
  first: 'plane',
  version: 1,
  label: 'Sway ellipse, 95 %',
  what: 'Area of the ellipse that holds 95 % of a normal scatter of the horizontal acceleration of the standing trunk, pi times 5.991 (chi-square with two degrees of freedom) times the root of the covariance\'s determinant',
  of: 'ellipseArea',
  unit: 'm2/s4',
  digits: 4,
  better: 'lower',
  plausible: [0, 100],
});
