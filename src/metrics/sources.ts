import type { Source } from '../model/index.ts';
import type { ChangeLimit } from './define.ts';

/** Sources that several metrics share. */
export const zijlstra2003: Source = {
  citation: 'Zijlstra & Hof 2003, Gait Posture 18(2):1-10',
  doi: '10.1016/S0966-6362(02)00190-X',
};
export const hausdorff2001: Source = {
  citation: 'Hausdorff 2001, Arch Phys Med Rehabil 82(8):1050-1056',
  doi: '10.1053/apmr.2001.24893',
  place: 'stride-time SD 106 +- 30 ms in later fallers, 49 +- 4 ms in others',
};
export const menz2003: Source = {
  citation: 'Menz, Lord & Fitzpatrick 2003, Gait Posture 18(1):35-46',
  doi: '10.1016/S0966-6362(02)00159-5',
};
export const elGohary2014: Source = {
  citation: 'El-Gohary 2014, Sensors 14(1):356-369',
  doi: '10.3390/s140100356',
};

const BODY_FIXED_SENSOR: Source = {
  citation: 'Concurrent validity, test-retest reliability and sensitivity to change of a single body-fixed sensor, Sensors 2020 20(17):4866',
  doi: '10.3390/s20174866',
  place: 'table 3',
};

/** Change limit found with one body-fixed sensor in slow geriatric patients: the widest known, so the most careful. */
export function geriatricChangeLimit(mdc95: number): ChangeLimit {
  return { mdc95, population: '58 acutely hospitalised geriatric patients walking 10 m with a rollator, mean 0.60 m/s', source: BODY_FIXED_SENSOR };
}

/** Why variability wants 35 strides. */
export const mazza35Strides: Source = {
  citation: 'Mazzà, Reliability of gait variability assessment in older populations (29 people of 84 +- 5 years, six-minute walk)',
  place: 'ICC above 0.93 from 35 subsequent left and right strides, about one minute',
};
