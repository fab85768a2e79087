/** Host time of a sensor's readings: ms = offsetMs + msPerUnit * reading. */
export interface ClockLine {
  readonly offsetMs: number;
  readonly msPerUnit: number;
  /** `nominal`: too short to tell the clock's rate; `known`: rate of another segment of the same sensor; `fitted`: least squares on the quickest packet of each second. */
  readonly method: 'nominal' | 'known' | 'fitted';
  /** RMS of (time of arrival - line), ms: mostly the radio's waiting time. */
  readonly residualMs: number;
}

export interface ClockPoints {
  /** Reading of the newest sample of each packet, ascending. */
  readonly readings: Float64Array;
  /** Its time of arrival, ms, host's monotonic clock. */
  readonly arrivalsMs: Float64Array;
  readonly length: number;
}

export interface ClockFitOptions {
  readonly nominalMsPerUnit: number;
  /** Shortest segment whose own rate is believed, s: 60 for a crystal clock, 10 for a sampling rate that may be percents off. */
  readonly fitFromS: number;
  /** Rate of a longer segment of the same sensor. */
  readonly knownMsPerUnit?: number;
}

const SECOND_MS = 1000;
/** A second whose quickest packet is this much slower than the line was a stall, ms. */
const STALL_MS = 5;
const ROUNDS = 3;

/**
 * Fits the line from a sensor's clock to the host's.
 *
 * A packet is never early: its delay is the radio's constant latency plus waiting. So the quickest packet of each second counts,
 * and over a short stretch the quickest of all. What is constant on a link cannot be seen by anybody.
 * Source: rule and figures from a simulation of 15 ms connection intervals (docs/adr/0018-clocks.md); the minimum-delay
 * principle is that of NTP's clock filter (RFC 5905, section 10).
 *
 * Steps:
 * 1. Shorter than `fitFromS`: known or nominal rate, through the quickest packet.
 * 2. Else least squares through the quickest packet of each second, seconds of a stall left out and fitted again.
 *
 * @throws RangeError without any point
 */
export function fitClock(points: ClockPoints, { nominalMsPerUnit, fitFromS, knownMsPerUnit }: ClockFitOptions): ClockLine {
  if (points.length === 0) throw new RangeError('fitClock needs at least one packet');
  const { readings, arrivalsMs, length } = points;
  const spanMs = (readings[length - 1] - readings[0]) * nominalMsPerUnit;
  // 1.
  if (spanMs < fitFromS * 1000) {
    const msPerUnit = knownMsPerUnit ?? nominalMsPerUnit;
    let offsetMs = Infinity;
    for (let i = 0; i < length; i++) offsetMs = Math.min(offsetMs, arrivalsMs[i] - msPerUnit * readings[i]);
    return { offsetMs, msPerUnit, method: knownMsPerUnit === undefined ? 'nominal' : 'known', residualMs: residual(points, offsetMs, msPerUnit) };
  }
  // 2.
  const quickest = quickestOfEachSecond(points, nominalMsPerUnit);
  let line = leastSquares(quickest);
  for (let round = 0; round < ROUNDS; round++) {
    const kept = quickest.filter(([x, y]) => y - line.offsetMs - line.msPerUnit * x <= STALL_MS);
    if (kept.length < quickest.length / 2) break;
    line = leastSquares(kept);
  }
  return { ...line, method: 'fitted', residualMs: residual(points, line.offsetMs, line.msPerUnit) };
}

function quickestOfEachSecond({ readings, arrivalsMs, length }: ClockPoints, msPerUnit: number): [number, number][] {
  const quickest: [number, number][] = [];
  let second = -1;
  let least = Infinity;
  for (let i = 0; i < length; i++) {
    const now = Math.floor(((readings[i] - readings[0]) * msPerUnit) / SECOND_MS);
    const delay = arrivalsMs[i] - readings[i] * msPerUnit;
    if (now !== second) {
      second = now;
      least = Infinity;
      quickest.push([readings[i], arrivalsMs[i]]);
    }
    if (delay < least) {
      least = delay;
      quickest[quickest.length - 1] = [readings[i], arrivalsMs[i]];
    }
  }
  return quickest;
}

/** About the means: times since boot are large numbers. */
function leastSquares(points: readonly (readonly [number, number])[]): { offsetMs: number; msPerUnit: number } {
  let meanX = 0;
  let meanY = 0;
  for (const [x, y] of points) {
    meanX += x / points.length;
    meanY += y / points.length;
  }
  let xx = 0;
  let xy = 0;
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const msPerUnit = xy / xx;
  return { msPerUnit, offsetMs: meanY - msPerUnit * meanX };
}

function residual({ readings, arrivalsMs, length }: ClockPoints, offsetMs: number, msPerUnit: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (arrivalsMs[i] - offsetMs - msPerUnit * readings[i]) ** 2;
  return Math.sqrt(sum / length);
}
