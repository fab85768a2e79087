/**
 * One second-order section: b0 + b1 z^-1 + b2 z^-2 over 1 + a1 z^-1 + a2 z^-2.
 */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * Butterworth filter as a cascade of second-order sections.
 *
 * Source: Oppenheim & Schafer, Discrete-Time Signal Processing (3rd ed.), 7.3: analogue prototype,
 * pre-warped bilinear transform. Same transfer function as scipy.signal.butter(..., output='sos');
 * the gain is spread over the sections, not put into the first.
 *
 * @param kind `lowpass` or `highpass`
 * @param order even, 2 or more
 * @param cutoffHz half-power frequency, below half the sampling rate
 * @param sampleRateHz sampling rate in Hz
 * @throws RangeError on an odd order or a cut-off outside (0, sampleRateHz / 2)
 */
export function butterworth(kind: 'lowpass' | 'highpass', order: number, cutoffHz: number, sampleRateHz: number): Biquad[] {
  if (order < 2 || order % 2 !== 0) throw new RangeError(`butterworth needs an even order of at least 2, not ${order}`);
  if (!(cutoffHz > 0 && cutoffHz < sampleRateHz / 2)) {
    throw new RangeError(`butterworth needs a cut-off between 0 and ${sampleRateHz / 2} Hz, not ${cutoffHz}`);
  }
  const warped = Math.tan((Math.PI * cutoffHz) / sampleRateHz);
  const sections: Biquad[] = [];
  for (let k = 0; k < order / 2; k++) {
    // Conjugate pole pair of the prototype: s^2 + s/Q + 1.
    const inverseQ = 2 * Math.sin((Math.PI * (2 * k + 1)) / (2 * order));
    const w2 = warped * warped;
    const norm = 1 / (1 + inverseQ * warped + w2);
    const b0 = kind === 'lowpass' ? w2 * norm : norm;
    sections.push({
      b0,
      b1: kind === 'lowpass' ? 2 * b0 : -2 * b0,
      b2: b0,
      a1: 2 * (w2 - 1) * norm,
      a2: (1 - inverseQ * warped + w2) * norm,
    });
  }
  return sections;
}
