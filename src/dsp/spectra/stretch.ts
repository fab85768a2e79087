/**
 * Stretches a piece of a signal to as many even points as `out` holds, by straight lines between samples.
 * The first point lies at `start`; the last one lies one step before `end`, so that neighbouring pieces join.
 * @param start, end fractional samples; beyond the signal its last value is held
 * @throws RangeError when the signal has fewer than two samples
 */
export function stretch(signal: Float64Array, start: number, end: number, out: Float64Array): void {
  if (signal.length < 2) throw new RangeError(`stretch needs a signal of at least two samples, not ${signal.length}`);
  const last = signal.length - 1;
  const step = (end - start) / out.length;
  if (start >= 0 && step >= 0 && start + step * (out.length - 1) < last) {
    // Every point lies between two samples: nothing need be held, and cutting off is rounding down.
    for (let k = 0; k < out.length; k++) {
      const position = start + step * k;
      const i = position | 0;
      out[k] = signal[i] + (position - i) * (signal[i + 1] - signal[i]);
    }
    return;
  }
  for (let k = 0; k < out.length; k++) {
    const position = Math.max(0, Math.min(last, start + step * k));
    const i = Math.min(Math.floor(position), last - 1);
    out[k] = signal[i] + (position - i) * (signal[i + 1] - signal[i]);
  }
}
