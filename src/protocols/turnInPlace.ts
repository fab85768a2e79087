import { defineProtocol } from './define.ts';

const common = {
  requiredSites: ['lowerBack'],
  metrics: [
    'turnInPlace.duration', 'turnInPlace.durationLeft', 'turnInPlace.durationRight', 'turnInPlace.peakVelocity', 'turnInPlace.angle', 'turnInPlace.steps',
  ],
  reads: 'turnInPlace',
  minWalkingS: 0,
} as const;

const elGohary2014 = { citation: 'El-Gohary 2014, Sensors 14(1):356-369', doi: '10.3390/s140100356', place: 'turns from one sensor at the lower back' } as const;

const instructions = (words: string): readonly string[] => [
  'Stay within reach. Stand still with both feet side by side for three seconds.',
  `Turn ${words} to the left, in your own time and with as many steps as you like. Then stand still for three seconds.`,
  `Now turn ${words} to the right, and stand still again for three seconds.`,
];

export const turn180 = defineProtocol({ ...common, id: 'turn180', label: 'Turn half round on the spot', instructions: instructions('half round'), turnDeg: 180, sources: [elGohary2014] });

export const turn360 = defineProtocol({
  ...common,
  id: 'turn360',
  label: 'Turn all the way round on the spot',
  instructions: instructions('all the way round in a full circle'),
  turnDeg: 360,
  sources: [elGohary2014, { citation: 'Berg 1992, Can J Public Health 83(Suppl 2):S7-S11', place: 'turning 360 degrees to both sides' }],
});
