import type { Source } from '../../model/index.ts';
import { defineAssessmentMetric, type Assessed, type AssessmentOutcome } from './define.ts';
import { compareTwo } from './pair.ts';

const montero2017: Source = { citation: 'Montero-Odasso 2017, JAMA Neurol 74(7):857-865', doi: '10.1001/jamaneurol.2017.0643', place: 'dual-task gait cost' };

/** @param cost of the number with the second task, given that without it, as a share of the latter */
function costOf(assessed: Assessed, metric: string, cost: (single: number, dual: number) => number): AssessmentOutcome | null {
  return compareTwo(
    assessed,
    { first: { protocol: 'walk', words: 'the walk at usual pace' }, second: { protocol: 'dualTaskWalk', words: 'the walk with a second task' }, metric, differIn: ['task'] },
    (single, dual) => (single > 0 ? 100 * cost(single, dual) : { missing: 'The walk at usual pace has no value to compare with.' }),
  );
}

const common = { version: 1, unit: '%', of: 'assessment', digits: 0, better: 'lower', sources: [montero2017] } as const;

export const dualTaskSpeedCost = defineAssessmentMetric({
  ...common,
  id: 'dualTask.speedCost',
  label: 'Dual-task cost, walking speed',
  definition: 'How much slower the walk with a second task is than the walk at usual pace, as a share of the latter; below 0 where it is faster.',
  plausible: [-30, 80],
  compute: (assessed) => costOf(assessed, 'gait.walkingSpeed', (single, dual) => (single - dual) / single),
});

export const dualTaskStrideTimeCost = defineAssessmentMetric({
  ...common,
  id: 'dualTask.strideTimeCost',
  label: 'Dual-task cost, stride time',
  definition: 'How much longer a stride takes in the walk with a second task than in the walk at usual pace, as a share of the latter; below 0 where it is shorter.',
  plausible: [-30, 150],
  compute: (assessed) => costOf(assessed, 'gait.strideTime', (single, dual) => (dual - single) / single),
});
