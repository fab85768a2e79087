import { Observable } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import type { ImuBlock, SensorAxes } from '../../model/index.ts';
import { WindowRing } from './windowRing.ts';
import type { RingView } from './windowRing.ts';

/** The samples of one window. They are views: whoever wants to keep them copies them before returning. */
export interface LiveWindow extends RingView {
  readonly sampleRateHz: number;
  /** Samples on the recording's grid, half-open. */
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts one sensor's blocks into windows on a fixed grid: the first from the recording's start, then one every hop. How the
 * samples come in blocks changes nothing. Windows are emitted while the block is taken, so nothing waits anywhere.
 * A gap is part of the windows it falls into; after the last block no window is made up.
 *
 * @param lengthS length of a window, seconds
 * @param hopS from one window to the next, seconds
 */
export function windows(lengthS: number, hopS: number): OperatorFunction<ImuBlock<SensorAxes>, LiveWindow> {
  return (blocks) => new Observable((subscriber) => {
    let ring: WindowRing | null = null;
    let count = 0;
    return blocks.subscribe({
      next(block) {
        const { sampleRateHz, startSample, length } = block;
        const columns = [...Object.values(block.acc), ...(block.gyr ? Object.values(block.gyr) : [])] as Float64Array[];
        const own = ring ??= new WindowRing(Math.round(lengthS * sampleRateHz), columns.length);
        const windowEnd = (): number => Math.round((count * hopS + lengthS) * sampleRateHz);
        // Fills the ring up to a sample, stopping at each window's end on the way.
        const advance = (to: number, take: (from: number, to: number) => void): void => {
          while (own.end < to) {
            take(own.end, Math.min(to, windowEnd()));
            if (own.end < windowEnd()) continue;
            const end = own.end;
            count++;
            subscriber.next({ ...own.view(), sampleRateHz, start: end - own.length, end });
          }
        };
        advance(startSample, (from, to) => own.skip(to - from));
        advance(startSample + length, (from, to) => own.append(columns, from - startSample, to - startSample));
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
  });
}
