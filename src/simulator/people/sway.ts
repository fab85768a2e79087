import type { Random } from '../random.ts';

/** Slow smooth noise with its first and second derivatives, in the unit of its standard deviation, per s and per s². */
export interface Sway {
  readonly value: number;
  readonly rate: number;
  readonly acceleration: number;
}

const COMPONENTS = 24;

/**
 * Gaussian coloured noise as a sum of sines with random phases, so that its derivatives are exact.
 * Amplitudes fall with frequency like those of standing people's sway: power about 1/f^2.
 *
 * Source: Shinozuka and Deodatis 1991, Appl Mech Rev 44(4):191-204 (spectral representation).
 *
 * @param standardDeviation any unit
 * @param band lowest and highest frequency, Hz; logarithmically spaced
 */
export function swayNoise(standardDeviation: number, band: readonly [number, number], random: Random): (timeS: number) => Sway {
  const parts = Array.from({ length: COMPONENTS }, (_, i) => {
    // Jitter keeps the sines from repeating together.
    const omega = 2 * Math.PI * band[0] * (band[1] / band[0]) ** ((i + random.uniform()) / COMPONENTS);
    // Power 1/f^2 over logarithmic spacing (bandwidth grows with f): power per component 1/f.
    return { omega, amplitude: 1 / Math.sqrt(omega), phase: 2 * Math.PI * random.uniform() };
  });
  const power = parts.reduce((sum, p) => sum + (p.amplitude * p.amplitude) / 2, 0);
  const scale = standardDeviation / Math.sqrt(power);
  return (timeS) => {
    let value = 0;
    let rate = 0;
    let acceleration = 0;
    for (const { omega, amplitude, phase } of parts) {
      const s = scale * amplitude * Math.sin(omega * timeS + phase);
      value += s;
      rate += scale * amplitude * omega * Math.cos(omega * timeS + phase);
      acceleration -= omega * omega * s;
    }
    return { value, rate, acceleration };
  };
}
