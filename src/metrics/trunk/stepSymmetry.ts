import { defineMetric, type Metric } from '../define.ts';
import { kobayashi2014, moeNilssen2004 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { fromRegularity, type Axis } from './likeness.ts';

/** Below it the strides themselves are not alike, and the ratio is noise over noise. */
const LEAST_STRIDE_REGULARITY = 0.2;

function define<const Id extends string>(id: Id, axis: Axis): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Step symmetry, ${AXIS_WORDS[axis]}`,
    definition: `Step regularity over stride regularity of the ${AXIS_WORDS[axis]} movement of the lower back: about 1 when left and right steps are alike, lower when they differ.`,
    unit: '1',
    of: 'stride',
    digits: 2,
    better: 'neither',
    plausible: [-0.2, 1.5],
    sources: [moeNilssen2004, kobayashi2014],
    needsTrunk: true,
    compute: (trial) => fromRegularity(trial, axis, ({ step, stride }) => (stride >= LEAST_STRIDE_REGULARITY ? step / stride : null)),
  });
}

export const stepSymmetryV = define('trunk.stepSymmetryV', 'v');
export const stepSymmetryAp = define('trunk.stepSymmetryAp', 'ap');
