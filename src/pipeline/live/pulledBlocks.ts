import { setImmediate } from 'node:timers/promises';
import { defer, expand, from, map, takeWhile } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import type { ImuBlock, SensorAxes } from '../../model/index.ts';

type Block = ImuBlock<SensorAxes>;

/**
 * Blocks of a generator, the next one asked for only when the one before has gone through: one block is under way, never more,
 * however slow `each` is. The event loop has a turn before each, so that a stop is heard however quick the generator is.
 * @param each what holds a block back, such as `pace`
 */
export function pulledBlocks(source: Iterator<Block, unknown> | AsyncIterator<Block, unknown>, each: MonoTypeOperatorFunction<Block>): Observable<Block> {
  const next = (): Observable<Block> => from(setImmediate().then(() => source.next())).pipe(
    takeWhile((result): result is IteratorYieldResult<Block> => result.done !== true),
    map(({ value }) => value),
    each,
  );
  return defer(next).pipe(expand(next, 1));
}
