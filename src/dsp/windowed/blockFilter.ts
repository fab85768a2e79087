import { butterworth, type Biquad } from '../filters/butterworth.ts';
import type { BodyStream } from './bodyStream.ts';
import { BLOCK, CUTOFF_HZ, FILTER_ORDER, LOOK_AHEAD, SAMPLE_RATE_HZ } from './plan.ts';
import { tiltRotation } from './tilt.ts';

const LENGTH = BLOCK + LOOK_AHEAD;

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
  readonly #sections = butterworth('lowpass', FILTER_ORDER, CUTOFF_HZ, SAMPLE_RATE_HZ);
  readonly #state = this.#sections.map(() => new Float64Array(6));
  /** Samples that wait, filtered forwards up to `#forward`; the last second of a block stays for the next. */
  readonly #waiting = [0, 1, 2].map(() => new Float64Array(LENGTH));
  readonly #back = [0, 1, 2].map(() => new Float64Array(LENGTH));
  readonly #backState = new Float64Array(6);
  readonly #rotation = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  #force = 0;
  #forward = 0;
  #count = 0;
  #blocks = 0;

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
  take(ap: ArrayLike<number>, v: ArrayLike<number>, ml: ArrayLike<number>, from: number, to: number): void {
    const [a, b, c] = this.#waiting;
    const at = this.#count;
    copy(ap, from, to, a, at);
    copy(v, from, to, b, at);
    copy(ml, from, to, c, at);
    for (let i = at; i < at + to - from; i++) {
      if (!Number.isFinite(a[i] + b[i] + c[i])) throw new RangeError(`sample ${from + i - at} of the acceleration is not a number; bridge gaps before the windowed analysis`);
    }
    this.#count += to - from;
  }

  /** Appends one block to the stream: a whole one with its second of look-ahead or, at the end, what there is. */
  drain(stream: BodyStream): void {
    const count = this.#count;
    const block = Math.min(BLOCK, count);
    this.#runForward();
    this.#runBackward();
    this.#tilt(stream, block);
    for (const array of this.#waiting) array.copyWithin(0, block, count);
    this.#count = count - block;
    this.#forward = this.#count;
    this.#blocks++;
  }

  #runForward(): void {
    const [a, b, c] = this.#waiting;
    for (let s = 0; s < this.#sections.length; s++) {
      const section = this.#sections[s];
      const state = this.#state[s];
      if (this.#blocks === 0) settle(section, state, a[0], b[0], c[0]);
      run(a, b, c, section, state, this.#forward, this.#count, 1);
    }
  }

  #runBackward(): void {
    const [a, b, c] = this.#back;
    const last = this.#count - 1;
    for (let axis = 0; axis < 3; axis++) this.#back[axis].set(this.#waiting[axis]);
    for (let s = 0; s < this.#sections.length; s++) {
      settle(this.#sections[s], this.#backState, a[last], b[last], c[last]);
      run(a, b, c, this.#sections[s], this.#backState, last, -1, -1);
    }
  }

  #tilt(stream: BodyStream, block: number): void {
    const [a, b, c] = this.#back;
    const r = this.#rotation;
    if (block === BLOCK || this.#blocks === 0) this.#force = tiltRotation(meanOf(a, block), meanOf(b, block), meanOf(c, block), r);
    stream.makeRoom(block);
    const to = stream.end - stream.first;
    rotate(a, b, c, r[0], r[1], r[2], 0, block, stream.ap, to);
    rotate(a, b, c, r[3], r[4], r[5], this.#force, block, stream.v, to);
    rotate(a, b, c, r[6], r[7], r[8], 0, block, stream.ml, to);
    stream.end += block;
  }
}

/** Whole arrays of any kind go over at native speed; parts are copied one by one, without a view. */
function copy(from: ArrayLike<number>, start: number, end: number, to: Float64Array, at: number): void {
  if (start === 0 && end === from.length) to.set(from, at);
  else for (let i = start; i < end; i++) to[at + i - start] = from[i];
}

function meanOf(x: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += x[i];
  return sum / count;
}

function rotate(a: Float64Array, b: Float64Array, c: Float64Array, ra: number, rb: number, rc: number, less: number, count: number, out: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) out[at + i] = ra * a[i] + rb * b[i] + rc * c[i] - less;
}

/** State as if these values had lasted for ever. */
function settle({ b0, b1, b2, a1, a2 }: Biquad, state: Float64Array, a: number, b: number, c: number): void {
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  for (let axis = 0; axis < 3; axis++) {
    const value = axis === 0 ? a : axis === 1 ? b : c;
    state[2 * axis] = value * (gain - b0);
    state[2 * axis + 1] = value * (b2 - a2 * gain);
  }
}

/** One section over three signals in step, in place, from `start` to before `end`; direct form II transposed. */
function run(x: Float64Array, y: Float64Array, z: Float64Array, { b0, b1, b2, a1, a2 }: Biquad, state: Float64Array, start: number, end: number, step: 1 | -1): void {
  let sx1 = state[0];
  let sx2 = state[1];
  let sy1 = state[2];
  let sy2 = state[3];
  let sz1 = state[4];
  let sz2 = state[5];
  for (let i = start; i !== end; i += step) {
    const vx = x[i];
    const vy = y[i];
    const vz = z[i];
    const ox = b0 * vx + sx1;
    const oy = b0 * vy + sy1;
    const oz = b0 * vz + sz1;
    sx1 = b1 * vx - a1 * ox + sx2;
    sy1 = b1 * vy - a1 * oy + sy2;
    sz1 = b1 * vz - a1 * oz + sz2;
    sx2 = b2 * vx - a2 * ox;
    sy2 = b2 * vy - a2 * oy;
    sz2 = b2 * vz - a2 * oz;
    x[i] = ox;
    y[i] = oy;
    z[i] = oz;
  }
  state[0] = sx1;
  state[1] = sx2;
  state[2] = sy1;
  state[3] = sy2;
  state[4] = sz1;
  state[5] = sz2;
}
