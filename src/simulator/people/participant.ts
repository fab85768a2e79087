import type { Participant } from '../../model/index.ts';
import type { WalkOptions } from './options.ts';

/** The invented person as a recording names them. */
export function participantOf(o: WalkOptions): Participant {
  return {
    id: o.subject,
    ...(o.ageYears === undefined ? {} : { ageYears: o.ageYears }),
    ...(o.sex === undefined ? {} : { sex: o.sex }),
    heightCm: Math.round(o.heightM * 1000) / 10,
    ...(o.legLengthM === undefined ? {} : { legLengthCm: Math.round(o.legLengthM * 1000) / 10 }),
    ...(o.massKg === undefined ? {} : { massKg: o.massKg }),
  };
}
