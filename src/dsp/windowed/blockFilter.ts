import { butterworth, type Biquad } from '../filters/butterworth.ts';
import type { BodyStream } from './bodyStream.ts';
import type { Loops } from './loops.ts';
import { BLOCK, CUTOFF_HZ, FILTER_ORDER, LOOK_AHEAD, SAMPLE_RATE_HZ } from './plan.ts';
import { tiltRotation } from './tilt.ts';
import type { Cells, Workspace } from './workspace.ts';

const LENGTH = BLOCK + LOOK_AHEAD;

/** One axis, as it comes from a file or a sensor. */
export type Samples = Float64Array | Float32Array;

/**
 * Zero-phase low-pass and tilt correction of a stream, a minute at a time.
 *
 * Source: Gustafsson 1996, IEEE Trans Signal Process 44:988 for filtering forwards and backwards; Moe-Nilssen 1998 for the tilt.
 * Steps:
 * 1. Forwards, the state carried from block to block; it starts as if the first sample had lasted for ever.
 * 2. Backwards from a second behind the block, so that the block's end is as it would be in one run over the whole stream.
 * 3. Rotation by the block's mean force, which is then taken off the vertical. A shorter last block keeps the tilt before it.
 */
export class BlockFilter {
  readonly #loops: Loops;
  readonly #filter = butterworth('lowpass', FILTER_ORDER, CUTOFF_HZ, SAMPLE_RATE_HZ);
  readonly #sections: Cells;
  readonly #state: Cells;
  readonly #backState: Cells;
  /** Samples of ap, v, ml and nothing that wait, filtered forwards up to `#forward`; the last second of a block stays for the next. */
  readonly #waiting: Cells;
  readonly #back: Cells;
  readonly #arriving: readonly [Cells, Cells, Cells];
  readonly #rotation: Cells;
  readonly #sums: Cells;
  #force = 0;
  #forward = 0;
  #count = 0;
  #blocks = 0;

  constructor({ loops, cells }: Workspace) {
    this.#loops = loops;
    this.#sections = cells(10);
    this.#sections.values.set(this.#filter.flatMap(({ b0, b1, b2, a1, a2 }) => [b0, b1, b2, a1, a2]));
    [this.#state, this.#backState] = [cells(16), cells(16)];
    [this.#rotation, this.#sums] = [cells(9), cells(3)];
    this.#rotation.values.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    this.#arriving = [cells(LENGTH), cells(LENGTH), cells(LENGTH)];
    [this.#waiting, this.#back] = [cells(4 * LENGTH), cells(4 * LENGTH)];
  }

  /** Samples that can be taken before `drain` must be called. */
  get room(): number {
    return LENGTH - this.#count;
  }

  get empty(): boolean {
    return this.#count === 0;
  }

  /**
   * Takes samples `from` to `to`, at most `room`.
   * @throws RangeError on a value that is no number, naming its place in the arrays
   */
  take(ap: Samples, v: Samples, ml: Samples, from: number, to: number): void {
    const [a, b, c] = this.#arriving;
    a.values.set(part(ap, from, to));
    b.values.set(part(v, from, to));
    c.values.set(part(ml, from, to));
    if (!this.#loops.interleave(a, b, c, to - from, this.#waiting, this.#count)) {
      for (let i = from; ; i++) {
        if (!Number.isFinite(ap[i] + v[i] + ml[i])) throw new RangeError(`sample ${i} of the acceleration is not a number; bridge gaps before the windowed analysis`);
      }
    }
    this.#count += to - from;
  }

  /** Appends one block to the stream: a whole one with its second of look-ahead or, at the end, what there is. */
  drain(stream: BodyStream): void {
    const count = this.#count;
    const block = Math.min(BLOCK, count);
    const waiting = this.#waiting.values;
    // 1.
    if (this.#blocks === 0) settle(this.#filter, this.#state.values, waiting, 0);
    this.#loops.filterAxes(this.#waiting, this.#forward, count, 1, this.#sections, this.#state);
    // 2.
    this.#back.values.set(waiting);
    settle(this.#filter, this.#backState.values, waiting, count - 1);
    this.#loops.filterAxes(this.#back, count - 1, -1, -1, this.#sections, this.#backState);
    // 3.
    if (block === BLOCK || this.#blocks === 0) this.#tilt(block);
    stream.makeRoom(block);
    const { ap, v, ml } = stream.cells;
    this.#loops.rotate(this.#back, block, this.#rotation, this.#force, ap, v, ml, stream.end - stream.first);
    stream.end += block;

    waiting.copyWithin(0, 4 * block, 4 * count);
    this.#count = count - block;
    this.#forward = this.#count;
    this.#blocks++;
  }

  #tilt(count: number): void {
    this.#loops.sumAxes(this.#back, count, this.#sums);
    const [ap, v, ml] = this.#sums.values;
    this.#force = tiltRotation(ap / count, v / count, ml / count, this.#rotation.values);
  }
}

function part(x: Samples, from: number, to: number): Samples {
  return from === 0 && to === x.length ? x : x.subarray(from, to);
}

/** State of both sections as if sample `at` had lasted for ever. */
function settle(filter: readonly Biquad[], state: Float64Array, axes: Float64Array, at: number): void {
  for (let axis = 0; axis < 3; axis++) {
    let value = axes[4 * at + axis];
    for (const [s, { b0, b1, b2, a1, a2 }] of filter.entries()) {
      const gain = (b0 + b1 + b2) / (1 + a1 + a2);
      state[8 * s + axis] = value * (gain - b0);
      state[8 * s + 4 + axis] = value * (b2 - a2 * gain);
      value = b0 * value + state[8 * s + axis];
    }
  }
}
