import { Observable } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import type { ImuBlock, SensorAxes, Site } from '../../model/index.ts';
import { HOP_S, SensorWindows, WINDOW_S, type LiveWindow } from './sensorWindows.ts';

export interface WindowsOptions {
  /** Seconds; ten unless said. */
  readonly lengthS?: number;
  /** Seconds; one unless said. */
  readonly hopS?: number;
  /** How much later the windows of a site lie, as a share of a hop; 0 unless said. Asked once a site. */
  readonly phaseOf?: (site: Site) => number;
}

/**
 * Cuts the blocks of every sensor into windows on a fixed grid, each sensor on its own. Windows are emitted while the block is
 * taken, so nothing waits anywhere. After the last block no window is made up.
 */
export function windows({ lengthS = WINDOW_S, hopS = HOP_S, phaseOf = () => 0 }: WindowsOptions = {}): OperatorFunction<ImuBlock<SensorAxes>, LiveWindow> {
  return (blocks) => new Observable((subscriber) => {
    const sensors = new Map<Site, SensorWindows>();
    const onWindow = (window: LiveWindow): void => subscriber.next(window);
    return blocks.subscribe({
      next(block) {
        // A throw here would not reach whoever listens: it would end the process.
        try {
          let sensor = sensors.get(block.site);
          if (!sensor) sensors.set(block.site, sensor = new SensorWindows(block, { lengthS, hopS, phase: phaseOf(block.site) }, onWindow));
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
