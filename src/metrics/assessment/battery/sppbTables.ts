import { hundredths } from '../../hundredths.ts';

/** Seconds below which so many points are given; `lowest` from there on. Rounded to 0.01 s first, so that no time falls between two rows. */
interface Table {
  readonly below: readonly (readonly [seconds: number, points: number])[];
  readonly lowest: number;
}

/**
 * Points of the Short Physical Performance Battery.
 * Sources: PMC3032402 table 3 (its heading says 4 m over the limits of the 3-m walk: the course decides, not the heading); 4 m and
 * chair: data dictionary of PHOSP-COVID. Tables print ranges such as 4.82 to 6.20; the next row begins a hundredth later.
 */
const WALK: Readonly<Record<number, Table | undefined>> = {
  3: { below: [[3.62, 4], [4.66, 3], [6.53, 2]], lowest: 1 },
  4: { below: [[4.82, 4], [6.21, 3], [8.71, 2]], lowest: 1 },
};
const CHAIR: Table = { below: [[11.2, 4], [13.7, 3], [16.7, 2]], lowest: 1 };

/** A stance is held when it lasts so long. */
export const HELD_S = 10;
const SHORT_TANDEM_S = 3;

function points({ below, lowest }: Table, timeS: number): number {
  const time = hundredths(timeS);
  return below.find(([limit]) => time < limit)?.[1] ?? lowest;
}

/** @returns null where the battery has no table for the course */
export function walkPoints(courseLengthM: number, timeS: number): number | null {
  const table = WALK[courseLengthM];
  return table ? points(table, timeS) : null;
}

export function chairPoints(timeS: number): number {
  return points(CHAIR, timeS);
}

export function isHeld(heldS: number): boolean {
  return hundredths(heldS) >= HELD_S;
}

/** Points of the tandem stance itself, which comes on top of the two for the stances before it. */
export function tandemPoints(heldS: number): number {
  return isHeld(heldS) ? 2 : hundredths(heldS) < SHORT_TANDEM_S ? 0 : 1;
}
