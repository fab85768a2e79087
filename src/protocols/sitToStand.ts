import { defineProtocol } from './define.ts';

export const sitToStand = defineProtocol({
  id: 'sitToStand',
  label: 'Rising from a chair',
  instructions: [
    'Sit in the chair. Stand up as you usually do, stay standing for two seconds, and sit down again.',
    'Once is enough. More often is better; what is done in between does not matter.',
  ],
  requiredSites: ['lowerBack'],
  metrics: [
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
  sources: [{ citation: 'Zijlstra 2012, J Neuroeng Rehabil 9:75', doi: '10.1186/1743-0003-9-75', place: 'rising and sitting down with one sensor at the lower back' }],
});
