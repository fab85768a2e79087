import { copyMirrored } from '../kernels/wavelet.ts';
import { pairTransform } from '../kernels/realTransform.ts';
import { Rooms } from '../rooms.ts';

/** A transform holds a piece of the signal this many times as long as the weights reach: a longer one leaves the processor's cache. */
const REACHES = 8;

/**
 * Convolution with a wide even kernel by way of its spectrum, two pieces of the signal at once; beyond its ends the signal is mirrored.
 * The weighted sums of `convolveFolded` to within rounding, about 1e-15 of the largest value near by; from 50 weights on at less cost.
 *
 * Source: Oppenheim & Schafer, Discrete-Time Signal Processing (3rd ed.), 8.7.3 (overlap-save); Bracewell 1983, J Opt Soc Am 73:1832: the
 * transform back is one more transform of a real signal, re - im of the spectrum written forwards and re + im backwards.
 * @param weights w[0] to w[half]; w[-k] = w[k]
 * @param out as long as the signal, and another array
 */
export function smoothWide(signal: Float64Array, weights: Float64Array, out: Float64Array): void {
  const half = weights.length - 1;
  const size = 2 ** Math.ceil(Math.log2(REACHES * half));
  const outputs = size - 2 * half;
  const plan = pairTransform(size);
  const { inputs, spectrum } = plan;
  const response = rooms.room(0, size / 2 + 1);
  inputs[0].fill(0);
  for (let k = 0; k <= half; k++) inputs[0][k] = inputs[0][(size - k) % size] = weights[k] / size;
  inputs[1].fill(0);
  plan.toSpectrum();
  // Even weights have a real spectrum.
  for (let k = 0; k < response.length; k++) response[k] = spectrum[4 * k];

  for (let from = 0; from < signal.length; from += 2 * outputs) {
    copyMirrored(signal, from - half, size, inputs[0]);
    copyMirrored(signal, from + outputs - half, size, inputs[1]);
    plan.toSpectrum();
    for (let c = 0; c < 2; c++) turnBack(spectrum, c, response, inputs[c]);
    plan.toSpectrum();
    for (let c = 0; c < 2; c++) {
      const to = from + c * outputs;
      readBack(spectrum, c, half, Math.min(outputs, signal.length - to), out, to);
    }
  }
}

const rooms = new Rooms();

function turnBack(spectrum: Float64Array, channel: number, response: Float64Array, to: Float64Array): void {
  const middle = response.length - 1;
  to[0] = response[0] * spectrum[channel];
  to[middle] = response[middle] * spectrum[4 * middle + channel];
  for (let k = 1, at = 4 + channel, mirror = to.length - 1; k < middle; k++, at += 4, mirror--) {
    const re = response[k] * spectrum[at];
    const im = response[k] * spectrum[at + 2];
    to[k] = re - im;
    to[mirror] = re + im;
  }
}

/** Values `first` to `first + count` of the signal that was transformed back: from the middle on they mirror the bins before it. */
function readBack(spectrum: Float64Array, channel: number, first: number, count: number, out: Float64Array, to: number): void {
  const size = spectrum.length / 2 - 2;
  const middle = Math.min(count, size / 2 - first);
  let at = 4 * first + channel;
  let i = 0;
  for (; i < middle; i++, at += 4) out[to + i] = spectrum[at] - spectrum[at + 2];
  for (; i < count; i++, at -= 4) out[to + i] = spectrum[at] + spectrum[at + 2];
}
