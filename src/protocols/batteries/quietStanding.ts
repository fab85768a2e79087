import { defineBattery } from './define.ts';

export const quietStanding = defineBattery({
  id: 'quietStanding',
  label: 'Quiet standing, four conditions',
  about: 'Half a minute each with eyes open and closed, on firm ground and on foam: sway, and the ratios between the conditions.',
  minutes: 6,
  tests: [{ protocol: 'stanceOpenFirm' }, { protocol: 'stanceClosedFirm' }, { protocol: 'stanceOpenFoam' }, { protocol: 'stanceClosedFoam' }],
});
