import { Observable } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import type { ImuBlock, SensorAxes, Site, TraceEvent } from '../../model/index.ts';
import { SensorTrace } from './sensorTrace.ts';

/** Thins the acceleration of every sensor for the eye: at most 30 points a second, twice a second. Emitted while a block is taken. */
export function traces(): OperatorFunction<ImuBlock<SensorAxes>, TraceEvent> {
  return (blocks) => new Observable((subscriber) => {
    const sensors = new Map<Site, SensorTrace>();
    const onTrace = (event: TraceEvent): void => subscriber.next(event);
    return blocks.subscribe({
      next(block) {
        // A throw here would not reach whoever listens: it would end the process.
        try {
          let sensor = sensors.get(block.site);
          if (!sensor) sensors.set(block.site, sensor = new SensorTrace(block, onTrace));
          sensor.take(block);
        } catch (error) {
          subscriber.error(error);
        }
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
  });
}
