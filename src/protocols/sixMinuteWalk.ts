import { defineProtocol } from './define.ts';
import { ats2002 } from './sources.ts';
import { steadyWalkMetrics } from './walkMetrics.ts';

export const sixMinuteWalk = defineProtocol({
  id: 'sixMinuteWalk',
  label: 'Six-minute walk',
  instructions: [
    'Use a straight corridor, 30 m where there is one, with a mark at each end, and note its length. Wear the usual shoes; a walking aid may be used.',
    'On "go", walk to and fro round the marks and cover as much ground as you can in six minutes, without running.',
    'You may slow down, stop and rest, and go on when you can; the time runs on.',
    'Tell the person each minute how much time is left. Stop where you are when told: the distance is measured there.',
  ],
  requiredSites: ['lowerBack'],
  metrics: ['walk.distance', ...steadyWalkMetrics],
  reads: 'walk',
  minWalkingS: 180,
  durationS: 360,
  marks: ['go'],
  answers: ['functionTests.sixMinuteWalkM'],
  sources: [ats2002],
});
