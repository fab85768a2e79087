import { defineProtocol } from './define.ts';
import { ats2002 } from './sources.ts';
import { steadyWalkMetrics } from './walkMetrics.ts';

export const twoMinuteWalk = defineProtocol({
  id: 'twoMinuteWalk',
  label: 'Two-minute walk',
  instructions: [
    'Use a straight corridor with a mark at each end, and note its length. Wear the usual shoes; a walking aid may be used.',
    'On "go", walk to and fro round the marks and cover as much ground as you can in two minutes, without running.',
    'You may slow down or rest, and go on when you can. Stop where you are when told: the distance is measured there.',
  ],
  requiredSites: ['lowerBack'],
  metrics: ['walk.distance', ...steadyWalkMetrics],
  reads: 'walk',
  minWalkingS: 60,
  durationS: 120,
  marks: ['go'],
  answers: ['functionTests.twoMinuteWalkM'],
  sources: [{ citation: 'Butland 1982, Br Med J 284(6329):1607-1608', doi: '10.1136/bmj.284.6329.1607', place: 'walks of two, six and twelve minutes' }, ats2002],
});
