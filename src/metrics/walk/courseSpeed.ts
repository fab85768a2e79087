import { isMissing } from '../../model/index.ts';
import { defineMetric } from '../define.ts';
import { guralnik1994 } from '../sources.ts';
import { courseTimeS, NO_COURSE } from './evidence.ts';

export const walkCourseSpeed = defineMetric({
  id: 'walk.courseSpeed',
  version: 1,
  label: 'Speed over the course',
  definition: 'Length of the course over the time it took, by marks or by an entered stopwatch time; no step is looked at.',
  unit: 'm/s',
  of: 'trial',
  digits: 2,
  better: 'higher',
  plausible: [0.05, 3],
  sources: [guralnik1994],
  compute: (trial) => {
    const time = courseTimeS(trial);
    if (isMissing(time)) return time;
    if (trial.courseLengthM === undefined) return { missing: NO_COURSE, n: 0 };
    return { value: trial.courseLengthM / time.value, n: 1 };
  },
});
