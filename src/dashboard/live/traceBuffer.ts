import type { TraceEvent } from '../../model/live.ts';

/** What is shown of the past, s. */
export const SHOWN_S = 10;
/** A hole of more than so many sample periods is shown as one. */
const HOLE = 1.5;

type Column = (number | null)[];

/** The newest ten seconds of one sensor in columns, as the plot takes them: changed in place, null where there is no data. */
export class TraceBuffer {
  readonly times: number[] = [];
  readonly x: Column = [];
  readonly y: Column = [];
  readonly z: Column = [];
  /** Goes up with every change. */
  version = 0;

  /** Time of the newest sample, s; -Infinity without any. */
  get endS(): number {
    return this.times.at(-1) ?? -Infinity;
  }

  add({ startS, sampleRateHz, x, y, z }: TraceEvent): void {
    const stepS = 1 / sampleRateHz;
    if (startS > this.endS + HOLE * stepS && this.times.length > 0) this.#push(this.endS + stepS, null, null, null);
    for (let i = 0; i < x.length; i++) {
      const timeS = startS + i * stepS;
      // Heard before, or out of order: the plot needs times that ascend.
      if (timeS > this.endS) this.#push(timeS, x[i], y[i], z[i]);
    }
    const old = this.times.findIndex((timeS) => timeS >= this.endS - SHOWN_S);
    for (const column of [this.times, this.x, this.y, this.z]) column.splice(0, old);
    this.version += 1;
  }

  clear(): void {
    for (const column of [this.times, this.x, this.y, this.z]) column.length = 0;
    this.version += 1;
  }

  #push(timeS: number, x: number | null, y: number | null, z: number | null): void {
    this.times.push(timeS);
    this.x.push(x);
    this.y.push(y);
    this.z.push(z);
  }
}

const STEPS = [15, 20, 30, 50, 80, 120, 160];

/** Half the height of the picture, m/s²: a round number that holds everything, so that it seldom changes. */
export function limitOf(columns: readonly (readonly (number | null)[])[]): number {
  let most = 0;
  for (const column of columns) for (const value of column) if (value !== null && Math.abs(value) > most) most = Math.abs(value);
  return STEPS.find((step) => step >= most) ?? Math.ceil(most / 100) * 100;
}
