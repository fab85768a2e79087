/** Standard gravity (CGPM 1901): what sensors mean by 1 g. */
export const GRAVITY_MPS2 = 9.80665;

/** The nearest 16-bit number: a sensor clips at the ends of its range. */
export function int16(value: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(value)));
}
