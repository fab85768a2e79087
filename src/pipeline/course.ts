import { courseCheck } from '../dsp/gait/course.ts';
import type { Walking } from '../dsp/gait/walking.ts';
import type { Finding } from '../model/index.ts';

export interface CalibratedWalking {
  readonly walking: Walking;
  readonly findings: readonly Finding[];
}

/** Lengths from the feet are measured: a course may contradict them, not correct them. */
const FEET_TOLERANCE = 0.15;

/**
 * Corrects the lengths that a lower-back sensor can only estimate: by the length of the course, or by what an earlier walk over a
 * known course said of the person. Every correction is told. Bouts whose lengths the feet measured stay as they are.
 * @param strideFactor the person's own factor from an earlier walk
 * @param boutsFromFeet of each bout, in order; missing means no
 */
export function calibrate(
  walking: Walking,
  { courseLengthM, strideFactor, boutsFromFeet }: { courseLengthM?: number; strideFactor?: number; boutsFromFeet: readonly boolean[] },
  sampleRateHz: number,
): CalibratedWalking {
  const estimated = walking.bouts.filter((_, k) => !boutsFromFeet[k]);
  const fromFeet = estimated.length === 0;
  const bouts = fromFeet ? walking.bouts : estimated;
  if (!bouts.some((b) => b.strides.some((s) => s.lengthM !== null))) return { walking, findings: [] };
  const lengths = fromFeet || bouts.length === walking.bouts.length ? 'Stride lengths' : 'Stride lengths from the lower back';
  if (courseLengthM !== undefined) {
    const { factor, legs } = courseCheck(bouts, walking.turns, courseLengthM, sampleRateHz);
    const course = `the course of ${courseLengthM} m (${legs} ${legs === 1 ? 'leg' : 'legs'})`;
    if (factor === null || (fromFeet && Math.abs(factor - 1) > FEET_TOLERANCE)) {
      const message = `The strides do not add up to ${course}: another course was walked, or its ends are not in the recording. Lengths were left as they are.`;
      return { walking, findings: [{ code: 'COURSE_DISAGREES', severity: 'note', message }] };
    }
    if (fromFeet) return { walking, findings: [] };
    const message = `${lengths} were multiplied by ${factor.toFixed(3)}, so that they add up to ${course}. On walks without a known course this person's own factor does the same: --stride-factor ${factor.toFixed(3)} when the recording is analysed or imported.`;
    return { walking: scaled(walking, factor, boutsFromFeet), findings: [{ code: 'COURSE_CALIBRATED', severity: 'note', message }] };
  }
  if (strideFactor !== undefined && !fromFeet) {
    const message = `${lengths} were multiplied by ${strideFactor}, the person's own factor from a walk over a known course.`;
    return { walking: scaled(walking, strideFactor, boutsFromFeet), findings: [{ code: 'PERSON_CALIBRATED', severity: 'note', message }] };
  }
  return { walking, findings: [] };
}

function scaled(walking: Walking, factor: number, boutsFromFeet: readonly boolean[]): Walking {
  const bouts = walking.bouts.map((bout, k) => (boutsFromFeet[k] ? bout : {
    ...bout,
    strides: bout.strides.map((s) => ({ ...s, lengthM: s.lengthM === null ? null : factor * s.lengthM })),
  }));
  return { ...walking, bouts };
}
