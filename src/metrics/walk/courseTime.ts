import { defineMetric } from '../define.ts';
import { guralnik1994 } from '../sources.ts';
import { courseTimeS } from './evidence.ts';

export const walkCourseTime = defineMetric({
  id: 'walk.courseTime',
  version: 1,
  label: 'Time over the course',
  definition: 'Time from the mark at the start of a course of known length to the mark at its end; an entered stopwatch time goes before it.',
  unit: 's',
  of: 'trial',
  digits: 2,
  better: 'lower',
  plausible: [1, 120],
  sources: [guralnik1994],
  compute: courseTimeS,
});
