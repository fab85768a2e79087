import { cosine, type Harmonic, sine } from './harmonics.ts';

/**
 * Shape of lower-trunk movement over one step: phase 0 is a foot's contact, 1 the other foot's.
 * Round numbers, chosen to agree with published descriptions (Zijlstra and Hof 2003, Gait Posture 18:1-10, fig. 1-3;
 * Menz, Lord and Fitzpatrick 2003, Gait Posture 18:35-46; Kavanagh and Menz 2008, Gait Posture 28:1-15) and looked at
 * beside real walks. They are a caricature of a typical walk, not a fit to anybody's.
 */

/** Upward acceleration over its first harmonic's amplitude: highest early in double support, lowest in mid single support. */
export const VERTICAL: readonly Harmonic[] = [cosine(1, 1, 0.17), cosine(2, 0.35, 0.14), cosine(3, 0.12, 0.12)];

/** Forward acceleration: builds up to the contact and collapses just after it. */
export const FORWARD: readonly Harmonic[] = [sine(1, -1, 0.04), sine(2, -0.55, 0.04), sine(3, -0.3, 0.04), sine(4, -0.12, 0.04)];

/**
 * Acceleration to the right while the left leg carries, mirrored while the right one does: away from the stance foot,
 * most of it soon after contact.
 */
export const LATERAL: readonly Harmonic[] = [sine(0.5, 0.6, -0.1), sine(1.5, 0.5, -0.02), sine(2.5, 0.3, 0)];

/** Roll angle on the left leg, mirrored on the right: the pelvis drops on the swing side most quickly at this phase. */
const DROP_AT = 0.17;
export const ROLL: readonly Harmonic[] = [sine(0.5, 1.6, DROP_AT), sine(1.5, 0.8, DROP_AT), sine(2.5, 0.4, DROP_AT)];

/** Yaw angle on the left leg, mirrored on the right: at left contact the left side is in front, so turned to the right. */
export const YAW: readonly Harmonic[] = [cosine(0.5, -1, 0.02), cosine(1.5, -0.06, 0.05)];

/** Pitch angle: a small nod at every step, leaning back after contact. */
export const PITCH: readonly Harmonic[] = [sine(1, 0.9, 0.1), sine(2, 0.25, 0.08)];
