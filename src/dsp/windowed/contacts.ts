import type { BodyStream } from './bodyStream.ts';
import { APART, isExtreme } from './extremes.ts';
import { WINDOW } from './plan.ts';

/** Minima of the first pass shallower than this, m/s², are noise of someone who rests. */
const SHALLOWEST = 0.3;
/** Maxima of the second pass lower than this, m/s² per sample. */
const LOWEST = 0.02;
/** Contacts kept of each kind, a power of two: more than a window and a block's end can hold. */
const KEPT = 512;

/** Contacts of a stream in order, as samples; the newest are kept. */
export class ContactList {
  readonly #samples = new Int32Array(KEPT);
  /** How many there have ever been. */
  count = 0;

  push(sample: number): void {
    this.#samples[this.count++ & (KEPT - 1)] = sample;
  }

  /** @param index of all there have been */
  at(index: number): number {
    return this.#samples[index & (KEPT - 1)];
  }
}

/**
 * Initial and final contacts: the deepest minima of the first wavelet pass and the highest maxima of the second (McCamley 2012),
 * each the extreme of a quarter of a second to either side.
 */
export class Contacts {
  readonly initial = new ContactList();
  readonly final = new ContactList();
  /** All contacts before this sample are known. */
  end = 0;

  /** @param waveletEnd behind the newest sample of the passes @param last when nothing follows it */
  extend(stream: BodyStream, waveletEnd: number, last: boolean, until: number): void {
    const { once, twice, first } = stream;
    const stop = Math.min(until, last ? waveletEnd : waveletEnd - APART);
    const to = waveletEnd - first;
    for (let i = this.end - first; i < stop - first; i++) {
      if (once[i] <= -SHALLOWEST && isExtreme(once, i, -1, 0, to)) this.initial.push(first + i);
      if (twice[i] >= LOWEST && isExtreme(twice, i, 1, 0, to)) this.final.push(first + i);
    }
    this.end = Math.max(this.end, stop);
  }
}

/** How many contacts lie in the window before `end`; the newest contact lies before `end` too. */
export function countIn(list: ContactList, end: number): number {
  let index = list.count;
  while (index > 0 && list.at(index - 1) >= end - WINDOW) index--;
  return list.count - index;
}
