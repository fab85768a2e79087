import { defineProtocol } from './define.ts';

export const stairs = defineProtocol({
  id: 'stairs',
  label: 'Stairs, up and down',
  instructions: [
    'Use one flight with a handrail. Stay one step below the person, going up and going down.',
    'Stand still at the foot of the stairs for three seconds.',
    'Go up at your usual pace, holding the rail if you usually do. At the top, stand still for three seconds.',
    'Turn round and stand still for three seconds. Then go down, and stand still for three seconds at the bottom.',
  ],
  requiredSites: ['lowerBack'],
  metrics: [
    'stairs.durationUp', 'stairs.durationDown', 'stairs.stepsUp', 'stairs.stepsDown', 'stairs.stepTimeUp', 'stairs.stepTimeDown', 'stairs.heightUp', 'stairs.heightDown',
  ],
  reads: 'stairs',
  minWalkingS: 0,
  sources: [
    { citation: 'Sekine 2000, Med Eng Phys 22(4):285-291', doi: '10.1016/S1350-4533(00)00041-2', place: 'level walking and stairs from a sensor at the waist' },
    { citation: 'Weiss, Brozgol, Giladi & Hausdorff 2016, Med Eng Phys 38(10):1146-1151', place: 'stairs and level walking from one sensor at the lower back' },
  ],
});
