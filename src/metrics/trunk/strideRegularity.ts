import { defineMetric, type Metric } from '../define.ts';
import { kobayashi2014, moeNilssen2004 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { fromRegularity, type Axis } from './likeness.ts';

function define<const Id extends string>(id: Id, axis: Axis): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Stride regularity, ${AXIS_WORDS[axis]}`,
    definition: `How alike the ${AXIS_WORDS[axis]} movement of the lower back is one stride later: unbiased autocorrelation at the stride time, 1 when every stride is the same.`,
    unit: '1',
    of: 'stride',
    digits: 2,
    better: 'higher',
    plausible: [0, 1],
    sources: [moeNilssen2004, kobayashi2014],
    needsTrunk: true,
    compute: (trial) => fromRegularity(trial, axis, (likeness) => likeness.stride),
  });
}

export const strideRegularityV = define('trunk.strideRegularityV', 'v');
export const strideRegularityAp = define('trunk.strideRegularityAp', 'ap');
