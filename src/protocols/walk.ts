import { defineProtocol } from './define.ts';

export const walk = defineProtocol({
  id: 'walk',
  label: 'Walk at usual pace',
  instructions: [
    'Wear the usual shoes and, if one is used, the usual walking aid.',
    'Stand still for three seconds, then walk at your usual pace to the mark, turn round and walk back.',
    'Go on for one minute, or until told to stop. Stand still for three seconds at the end.',
  ],
  requiredSites: ['lowerBack'],
  metrics: [
    'gait.walkingSpeed',
    'gait.cadence',
    'gait.strideLength',
    'gait.strideTime',
    'gait.strideTimeVariabilityCv',
    'gait.strideTimeVariabilitySd',
    'gait.stepTimeAsymmetry',
    'gait.harmonicRatioAp',
    'gait.harmonicRatioV',
    'gait.harmonicRatioMl',
    'turn.duration',
    'turn.peakVelocity',
  ],
  minWalkingS: 10,
  sources: [
    {
      citation: 'Montero-Odasso 2022, Age Ageing 51(9):afac205',
      doi: '10.1093/ageing/afac205',
      place: 'usual gait speed as the gait and balance test',
    },
  ],
});
