import { mancini2012, prieto1996 } from '../sources.ts';
import { defineSwayFamily } from './define.ts';

const BAND = 'mean taken off, band 0.15 to 3.5 Hz, one Hann window';

export const [swayTotalPower, swayTotalPowerAp, swayTotalPowerMl] = defineSwayFamily({
  name: 'totalPower',
  first: 'none',
  version: 1,
  label: 'Sway power',
  what: 'Power of the acceleration of the standing trunk',
  of: 'totalPower',
  unit: 'm2/s4',
  digits: 4,
  better: 'lower',
  plausible: [0, 9],
}, BAND);

export const [swayF50, swayF50Ap, swayF50Ml] = defineSwayFamily({
  name: 'f50',
  first: 'none',
  version: 1,
  label: 'Median sway frequency',
  what: 'Frequency below which half of the power of the acceleration of the standing trunk lies',
  of: 'f50',
  unit: 'Hz',
  digits: 2,
  better: 'neither',
  plausible: [0.15, 3.5],
}, BAND);

export const [swayF95, swayF95Ap, swayF95Ml] = defineSwayFamily({
  name: 'f95',
  first: 'plane',
  version: 1,
  label: '95 % sway frequency',
  what: 'Frequency below which 95 % of the power of the acceleration of the standing trunk lies',
  of: 'f95',
  unit: 'Hz',
  digits: 2,
  better: 'neither',
  plausible: [0.15, 3.5],
}, BAND);

export const [swayCentroidalFrequency, swayCentroidalFrequencyAp, swayCentroidalFrequencyMl] = defineSwayFamily({
  name: 'centroidalFrequency',
  first: 'none',
  version: 1,
  label: 'Centroidal sway frequency',
  what: 'Root of the second over the zeroth spectral moment of the acceleration of the standing trunk',
  of: 'centroidalFrequency',
  unit: 'Hz',
  digits: 2,
  better: 'neither',
  plausible: [0.15, 3.5],
  sources: [mancini2012, prieto1996],
}, BAND);

export const [swayFrequencyDispersion, swayFrequencyDispersionAp, swayFrequencyDispersionMl] = defineSwayFamily({
  name: 'frequencyDispersion',
  first: 'none',
  version: 1,
  label: 'Sway frequency dispersion',
  what: 'How broad the spectrum of the acceleration of the standing trunk is: 0 for one frequency, towards 1 for a broad band',
  of: 'frequencyDispersion',
  unit: '1',
  digits: 2,
  better: 'neither',
  plausible: [0, 1],
  sources: [mancini2012, prieto1996],
}, BAND);
