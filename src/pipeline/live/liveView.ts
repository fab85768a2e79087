import { connect, filter, map, merge, of, startWith, withLatestFrom } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import type { ContactEvent, ImuBlock, SensorAxes, Site, TraceEvent, WindowEvent } from '../../model/index.ts';
import { liveEvents } from './liveEvents.ts';
import { traces } from './traces.ts';
import { waitingWindows, type WaitingOptions } from './waitingWindows.ts';
import { windows } from './windows.ts';

export interface LiveViewOptions extends Pick<WaitingOptions, 'later' | 'ready'> {
  /** Where the sensors are worn: their windows are spread over a hop in this order, the gait site first. */
  readonly sites: readonly Site[];
  /** Whose sensor stands for the lower back, null for none; `lowerBack` unless said. */
  readonly gaitSite?: Site | null;
  /** Told of every window that is left out because reading them, or whoever reads the events, is too slow. */
  readonly onWindowDropped?: () => void;
}

/** Two windows of each sensor may wait; a lone sensor is given a few seconds. */
const WAITING_PER_SENSOR = 2;
const LEAST_WAITING = 8;

/**
 * What worn sensors show while they are worn: windows, contacts and traces, all provisional. It only looks at the blocks: nothing
 * in it, however slow, holds back or loses what is recorded. The events of a sensor do not depend on how samples come in blocks,
 * nor on other sensors.
 *
 * - The windows of the k-th of n sensors lie k/n of a hop later, so that the work is spread; the gait site's lie as in a replay.
 * - A window is told once it is filled, and not when nothing has arrived since the one before.
 * - Windows wait for their reading in memory of their own, so many at most; the newest win, what is left out is counted, and its
 *   contacts are told with the next window that overlaps it. Traces are left out while the reader is not ready.
 */
export function liveView(blocks: Observable<ImuBlock<SensorAxes>>, options: LiveViewOptions): Observable<WindowEvent | ContactEvent | TraceEvent> {
  const { sites, gaitSite = 'lowerBack', ready = of(true), onWindowDropped: onDropped, later } = options;
  const phases = spread(sites, gaitSite);
  const capacity = Math.max(LEAST_WAITING, WAITING_PER_SENSOR * sites.length);
  return blocks.pipe(connect((shared) => merge(
    shared.pipe(traces(), whileTrue(ready)),
    shared.pipe(
      windows({ phaseOf: (site) => phases.get(site) ?? 0 }),
      filter(({ arrived, filled }) => filled && arrived > 0),
      waitingWindows({ capacity, ready, onDropped, later }),
      liveEvents(gaitSite),
    ),
  )));
}

/** Share of a hop by which each site's windows lie later. */
function spread(sites: readonly Site[], gaitSite: Site | null): ReadonlyMap<Site, number> {
  const ordered = [...sites.filter((site) => site === gaitSite), ...sites.filter((site) => site !== gaitSite)];
  return new Map(ordered.map((site, k) => [site, k / ordered.length]));
}

function whileTrue<T>(condition: Observable<boolean>): MonoTypeOperatorFunction<T> {
  return (source) => source.pipe(
    withLatestFrom(condition.pipe(startWith(true))),
    filter(([, holds]) => holds),
    map(([value]) => value),
  );
}
