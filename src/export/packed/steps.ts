/** A column as whole numbers: every value is `Math.floor(k * step + 0.5) / divisor * factor` for a 32-bit whole number k. */
export interface Steps {
  readonly step: number;
  readonly divisor: number;
  readonly factor: number;
}

/** Recordings are decimal numbers of at most so many places, in the file's own unit. */
const MOST_PLACES = 9;
/** What readers multiply a file's numbers by: m/s² and deg/s stay, g and rad/s are converted. */
const FACTORS = [1, 9.80665, 180 / Math.PI] as const;
const LARGEST = 2 ** 31 - 1;
/** Below so many units of the last place a step of the sensor's own saves nothing. */
const LEAST_STEP = 4;

/**
 * Finds whole numbers that stand for a column of values exactly; null where there are none, as after interpolation.
 *
 * Steps:
 * 1. Find the fewest decimal places of which all values are.
 * 2. A sensor counts in steps of its own (8 g / 32768), which the file rounds to its last place: find that step. It makes the
 *    numbers as small as they left the sensor.
 * What is returned has been tried on every value.
 */
export function findSteps(values: Float64Array): Steps | null {
  for (let places = 0; places <= MOST_PLACES; places++) {
    for (const factor of FACTORS) {
      const decimal = { step: 1, divisor: 10 ** places, factor };
      if (!isDecimal(values, decimal)) continue;
      const own = { ...decimal, step: sensorStep(values.map((value) => Math.round((value / factor) * decimal.divisor))) };
      return [own, decimal].find((steps) => countsOf(values, steps) !== null) ?? null;
    }
  }
  return null;
}

/** The whole numbers of a column; null where one of its values is not exactly of these steps. */
export function countsOf(values: Float64Array, steps: Steps): Int32Array | null {
  const { step, divisor, factor } = steps;
  const counts = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const count = Math.round(((values[i] / factor) * divisor) / step);
    if (!(Math.abs(count) <= LARGEST) || (Math.floor(count * step + 0.5) / divisor) * factor !== values[i]) return null;
    counts[i] = count;
  }
  return counts;
}

function isDecimal(values: Float64Array, { divisor, factor }: Steps): boolean {
  return values.every((value) => (Math.round((value / factor) * divisor) / divisor) * factor === value);
}

/**
 * The step of which whole numbers are rounded multiples, 1 where none is found. Each number allows a narrow range of steps; from
 * the smallest difference of two numbers on, the ranges of all are intersected.
 */
function sensorStep(numbers: Float64Array): number {
  const sorted = numbers.sort();
  let least = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    const difference = sorted[i] - sorted[i - 1];
    if (difference > 0 && difference < least) least = difference;
  }
  if (!(least >= LEAST_STEP && least < Infinity)) return 1;
  // Both ends of a difference are rounded, each by up to a half.
  let [low, high] = [least - 1, least + 1];
  const narrow = (distance: number, by: number): boolean => {
    const count = Math.round(distance / low);
    if (count === 0) return true;
    if (count !== Math.round(distance / high)) return false;
    low = Math.max(low, (distance - by) / count);
    high = Math.min(high, (distance + by) / count);
    return low <= high;
  };
  // Numbers near each other first: they narrow the range for those further apart.
  for (let i = 1; i < sorted.length; i++) if (!narrow(sorted[i] - sorted[0], 1)) return 1;
  for (let i = 0; i < sorted.length; i++) if (!narrow(Math.abs(sorted[i]), 0.5)) return 1;
  return (low + high) / 2;
}
