import { defineProtocol } from './define.ts';

export const chairStand30s = defineProtocol({
  id: 'chairStand30s',
  label: '30-second chair stand',
  instructions: [
    'Take a chair with a straight back and no arm rests, with a seat 43 cm high, and put it against a wall.',
    'Sit in the middle of the chair, feet flat on the floor, arms crossed over the chest.',
    'When I say go, rise to a full standing position, then sit back down again. Repeat this for 30 seconds.',
    'Keep your arms against your chest.',
    'Ready? Go.',
  ],
  requiredSites: ['lowerBack'],
  metrics: [
    'chair.standCount',
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
  durationS: 30,
  marks: ['go'],
  answers: ['functionTests.chairStandCount', 'functionTests.chairStandHandsUsed'],
  // The form: whoever must use the arms scores 0.
  unable: { 'functionTests.chairStandCount': 0 },
  sources: [{ citation: 'CDC STEADI, 30-Second Chair Stand, form of 2017', url: 'https://www.cdc.gov/steadi' }],
});
