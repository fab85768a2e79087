import { defineScenario } from '../define.ts';

export const standing = defineScenario({
  id: 'standing',
  label: 'Quiet standing',
  description: 'Somebody stands quietly for 30 seconds and takes no step.',
  options: { ageYears: 75, sex: 'F', course: null, standBeforeS: 30, standAfterS: 0, swayDeg: 0.4, feet: null },
});
