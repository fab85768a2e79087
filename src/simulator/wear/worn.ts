import { randomStream } from '../random.ts';
import { GRAVITY_MPS2 } from '../worn/imu.ts';

/** Drawn once: a normal number for each sample would cost more than everything else. */
const NOISE_LENGTH = 1 << 16;
/** 16 bits for -8 g to 8 g and for -1000 deg/s to 1000 deg/s. */
const STEPS = [(8 * GRAVITY_MPS2) / 32768, 1000 / 32768] as const;
/** An ordinary consumer part at 100 Hz, m/s² and deg/s. */
const NOISE = [0.0104, 0.05] as const;
const LARGEST = 32767;
/** As our own files are written. */
const WRITTEN_STEPS_PER_UNIT = 1e6;

/** What a sensor adds to the truth and how it writes it: noise, whole numbers of its own step, rounded to a millionth. */
export class WornColumns {
  readonly #random;
  readonly #noise: Float64Array;

  constructor(seed: number) {
    this.#random = randomStream(seed, 'worn');
    this.#noise = Float64Array.from({ length: NOISE_LENGTH }, () => this.#random.normal());
  }

  /** Turns the first `length` true values of a column into readings, in place. @param kind 0 acceleration, 1 angular rate */
  read(column: Float64Array, length: number, kind: 0 | 1): void {
    const step = STEPS[kind];
    const scale = NOISE[kind] / step;
    const noise = this.#noise;
    const from = Math.floor(NOISE_LENGTH * this.#random.uniform());
    for (let i = 0; i < length; i++) {
      const count = Math.round(column[i] / step + scale * noise[(from + i) & (NOISE_LENGTH - 1)]);
      const written = Math.round(Math.max(-LARGEST, Math.min(LARGEST, count)) * step * WRITTEN_STEPS_PER_UNIT);
      // Adding 0 makes 0 of -0, which no file tells apart.
      column[i] = written / WRITTEN_STEPS_PER_UNIT + 0;
    }
  }
}
