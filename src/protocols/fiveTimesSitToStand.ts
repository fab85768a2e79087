import { defineProtocol } from './define.ts';

export const fiveTimesSitToStand = defineProtocol({
  id: 'fiveTimesSitToStand',
  label: 'Five-times sit-to-stand',
  instructions: [
    'Take a chair with a straight back and no arm rests, with a seat 43 cm high, and put it against a wall.',
    'Sit in the middle of the chair, feet flat on the floor, arms folded across the chest.',
    'When I say go, stand up straight and sit down again five times, as quickly as you can, without stopping in between.',
    'Stand up straight each time, and keep your arms folded.',
    'Ready? Go.',
  ],
  requiredSites: ['lowerBack'],
  metrics: [
    'chair.fiveTimesDuration',
    'chair.fiveTimesToSitDuration',
    'chair.incompleteRises',
    'chair.power',
    'transfer.riseDuration',
    'transfer.riseLean',
    'transfer.risePeakLeanVelocity',
    'transfer.risePeakVelocity',
    'transfer.riseHeight',
    'transfer.sitDuration',
    'transfer.sitLean',
    'transfer.sitPeakVelocity',
  ],
  reads: 'chair',
  minWalkingS: 0,
  marks: ['go'],
  answers: ['functionTests.fiveChairStandsS', 'functionTests.fiveChairStandsOutcome'],
  sources: [
    { citation: 'Guralnik 1994, J Gerontol 49(2):M85-M94', place: 'five stands, timed to the fifth stand' },
    { citation: 'Bohannon 2006, Percept Mot Skills 103(1):215-222', place: 'five-repetition sit-to-stand' },
  ],
});
