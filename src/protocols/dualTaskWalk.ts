import { defineProtocol } from './define.ts';
import { steadyWalkMetrics } from './walkMetrics.ts';

/** The same walk as `walk`, so that the two compare: what the second task costs is a metric of the visit. */
export const dualTaskWalk = defineProtocol({
  id: 'dualTaskWalk',
  label: 'Walk with a second task',
  instructions: [
    'Do the walk at usual pace first, on the same course, with the same shoes and walking aid.',
    'Stand still for three seconds, then walk at your usual pace to the mark, turn round and walk back, and meanwhile count backwards aloud by threes from a number I tell you.',
    'Mind both: walking and counting matter alike. Go on for one minute, or until told to stop. Stand still for three seconds at the end.',
  ],
  requiredSites: ['lowerBack'],
  metrics: steadyWalkMetrics,
  reads: 'walk',
  minWalkingS: 10,
  circumstances: { task: 'dual' },
  sources: [
    {
      citation: 'Montero-Odasso 2017, JAMA Neurol 74(7):857-865',
      doi: '10.1001/jamaneurol.2017.0643',
      place: 'walking while counting backwards, naming animals; dual-task gait cost',
    },
  ],
});
