/** Standard gravity, m/s² (BIPM, SI Brochure, 3rd CGPM 1901). */
const STANDARD_GRAVITY = 9.80665;
const DEG_PER_RAD = 180 / Math.PI;

/** What one file unit is in m/s². */
const ACCELERATION: ReadonlyMap<string, number> = new Map(Object.entries({
  'm/s^2': 1, 'm/s2': 1, 'm/s²': 1, 'm/s**2': 1, 'm.s-2': 1, 'm·s-2': 1, 'm·s⁻²': 1,
  'g': STANDARD_GRAVITY,
}));

/** What one file unit is in deg/s. */
const ANGULAR_RATE: ReadonlyMap<string, number> = new Map(Object.entries({
  'deg/s': 1, '°/s': 1, 'dps': 1,
  'rad/s': DEG_PER_RAD,
}));

/** Factor to m/s²; null for a unit we do not know. */
export function accelerationFactor(unit: string): number | null {
  return ACCELERATION.get(spelling(unit)) ?? null;
}

/** Factor to deg/s; null for a unit we do not know. */
export function angularRateFactor(unit: string): number | null {
  return ANGULAR_RATE.get(spelling(unit)) ?? null;
}

function spelling(unit: string): string {
  return unit.replace(/\s+/g, '').toLowerCase();
}
