import type { FinalContact, InitialContact, Side, Span } from '../../model/index.ts';
import { nearLongGap } from '../gait/contactsInGaps.ts';
import type { SensorSeries } from '../series.ts';
import { LONGEST_GAP_S, trackFoot, type FootTrack } from './foot.ts';

/** From one contact of a foot to its next one. */
export interface FootStride extends Span {
  readonly side: Side;
  /** Horizontal distance between the two footprints, m; null where the foot turned on the ground between them. */
  readonly lengthM: number | null;
  /** How far the foot turned, deg, positive to the left; null likewise. */
  readonly headingDeg: number | null;
}

/** What both feet's sensors tell, on the recording's grid, in order of time. */
export interface FootGait {
  readonly contacts: readonly InitialContact[];
  readonly finalContacts: readonly FinalContact[];
  readonly strides: readonly FootStride[];
  /** Rate of the two feet together about the vertical, deg/s, positive to the left; one value a sample. */
  readonly yawDegPerS: Float64Array;
  /** What each accelerometer reads of gravity, m/s². */
  readonly gravityMps2: Readonly<Record<Side, number>>;
}

/** Between two steps of one foot that make a stride. */
const LONGEST_STRIDE_S = 3;

/**
 * Contacts and strides of a walk from a sensor on each foot.
 * A stride's length is the way of the swing that ends it: between the footprint it begins with and the one it ends with.
 * @param feet both on one grid, each with a gyroscope
 * @throws RangeError when a foot has no gyroscope or the two lie on different grids
 */
export function feetGait(feet: Readonly<Record<Side, SensorSeries>>): FootGait {
  if (feet.left.length !== feet.right.length || feet.left.sampleRateHz !== feet.right.sampleRateHz) {
    throw new RangeError('feetGait needs both feet on one grid');
  }
  const tracks: Record<Side, FootTrack> = { left: trackFoot(feet.left), right: trackFoot(feet.right) };
  const sides = ['left', 'right'] as const;
  const uncertain = {
    left: nearLongGap(feet.left.gaps, feet.left.sampleRateHz),
    right: nearLongGap(feet.right.gaps, feet.right.sampleRateHz),
  };
  const inOrder = <T extends { readonly sample: number }>(items: T[]): T[] => items.sort((a, b) => a.sample - b.sample);
  return {
    contacts: inOrder(sides.flatMap((side) => tracks[side].steps.map((step): InitialContact => ({
      sample: step.initialContact,
      side,
      mended: false,
      uncertain: uncertain[side](step.initialContact),
    })))),
    finalContacts: inOrder(sides.flatMap((side) => tracks[side].steps.map((step): FinalContact => ({ sample: step.finalContact, side })))),
    strides: sides.flatMap((side) => stridesOf(tracks[side], feet[side], side)).sort((a, b) => a.start - b.start),
    // Each foot turns by the whole angle, one after the other: their mean is the body's.
    yawDegPerS: tracks.left.yawDegPerS.map((left, i) => (left + tracks.right.yawDegPerS[i]) / 2),
    gravityMps2: { left: tracks.left.gravityMps2, right: tracks.right.gravityMps2 },
  };
}

function stridesOf({ steps }: FootTrack, series: SensorSeries, side: Side): FootStride[] {
  return steps.slice(1).flatMap((step, k): FootStride[] => {
    const start = steps[k].initialContact;
    const end = step.initialContact;
    const brokenBy = series.gaps.some((g) => g.end - g.start > LONGEST_GAP_S * series.sampleRateHz && g.start < end && g.end > start);
    if (brokenBy || end - start > LONGEST_STRIDE_S * series.sampleRateHz) return [];
    return [{ start, end, side, lengthM: step.lengthM, headingDeg: step.headingDeg }];
  });
}
