import type { ImuBlock, SensorAxes, Site, TraceEvent } from '../../model/index.ts';

/** Enough for the eye. */
const HIGHEST_RATE_HZ = 30;
const TRACE_S = 0.5;

/**
 * One sensor's acceleration for the eye: each point is the mean of a few samples, half a second of points is an event.
 * Points lie on the sensor's own grid, so they do not depend on how samples come in blocks.
 */
export class SensorTrace {
  readonly #site: Site;
  readonly #sampleRateHz: number;
  readonly #samplesPerPoint: number;
  readonly #sums: readonly [Float64Array, Float64Array, Float64Array];
  readonly #counts: Uint16Array;
  readonly #onTrace: (event: TraceEvent) => void;
  /** First sample of the event that is being gathered. */
  #start: number;
  /** First sample not taken yet. */
  #next: number;
  #any = false;

  /** @param first the sensor's first block; it is not taken yet */
  constructor({ site, sampleRateHz, startSample }: ImuBlock<SensorAxes>, onTrace: (event: TraceEvent) => void) {
    this.#site = site;
    this.#sampleRateHz = sampleRateHz;
    this.#samplesPerPoint = Math.ceil(sampleRateHz / HIGHEST_RATE_HZ);
    const points = Math.max(1, Math.round((TRACE_S * sampleRateHz) / this.#samplesPerPoint));
    this.#sums = [new Float64Array(points), new Float64Array(points), new Float64Array(points)];
    this.#counts = new Uint16Array(points);
    this.#onTrace = onTrace;
    this.#start = startSample - (startSample % this.#length);
    this.#next = startSample;
  }

  /** Tells every event that is complete with this block, or was cut short by the gap before it. */
  take({ startSample, length, acc: { x, y, z } }: ImuBlock<SensorAxes>): void {
    const end = startSample + length;
    const [sx, sy, sz] = this.#sums;
    for (let sample = Math.max(startSample, this.#next); sample < end; sample++) {
      if (sample >= this.#start + this.#length) this.#tell(sample);
      const point = Math.floor((sample - this.#start) / this.#samplesPerPoint);
      sx[point] += x[sample - startSample];
      sy[point] += y[sample - startSample];
      sz[point] += z[sample - startSample];
      this.#counts[point]++;
      this.#any = true;
    }
    this.#next = Math.max(end, this.#next);
    if (this.#next === this.#start + this.#length) this.#tell(this.#next);
  }

  /** Samples of one event. */
  get #length(): number {
    return this.#counts.length * this.#samplesPerPoint;
  }

  /** Tells what was gathered and goes on at `sample`. */
  #tell(sample: number): void {
    if (this.#any) {
      const [x, y, z] = this.#sums.map((sums) => Array.from(sums, (sum, point) => (this.#counts[point] === 0 ? null : Math.round((1000 * sum) / this.#counts[point]) / 1000)));
      const startS = Math.round((1000 * this.#start) / this.#sampleRateHz) / 1000;
      this.#onTrace({ type: 'trace', site: this.#site, startS, sampleRateHz: this.#sampleRateHz / this.#samplesPerPoint, x, y, z });
      for (const sums of this.#sums) sums.fill(0);
      this.#counts.fill(0);
      this.#any = false;
    }
    this.#start = sample - (sample % this.#length);
  }
}
