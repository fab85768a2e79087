import { asyncScheduler, delayWhen, timer } from 'rxjs';
import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import type { ImuBlock, SensorAxes } from '../../model/index.ts';

/**
 * Holds each block back until its last sample would have been measured, counted from when this operator was made.
 * @param speed 1 is the recording's own time, 2 twice as fast
 */
export function pace(speed: number, scheduler: SchedulerLike = asyncScheduler): MonoTypeOperatorFunction<ImuBlock<SensorAxes>> {
  const startedMs = scheduler.now();
  return delayWhen(({ startSample, length, sampleRateHz }) => {
    const dueMs = startedMs + (1000 * (startSample + length)) / sampleRateHz / speed;
    return timer(Math.max(0, dueMs - scheduler.now()), scheduler);
  });
}
