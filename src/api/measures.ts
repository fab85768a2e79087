import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ClinicSeries, LiveControl } from '../model/index.ts';

/** From a lookup in SQLite to an analysis that a request waits for, s. */
const REQUEST_S = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

export interface Measures {
  readonly contentType: string;
  request(method: string, route: string, status: number, seconds: number): void;
  /** The text that Prometheus reads. */
  read(): Promise<string>;
  close(): void;
}

/**
 * What a server tells Prometheus. Labels are names of routes, methods, statuses and stores: never an id, a name or
 * anything else about a person or a sensor.
 */
export function measures(series: Pick<ClinicSeries, 'state'>, live: LiveControl | null): Measures {
  // Once a reading, however many numbers come from it.
  let state = series.state();
  const registry = new Registry();
  const registers = [registry];
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();

  const requests = new Histogram({ name: 'surefoot_http_request_seconds', help: 'Time from request to answer', labelNames: ['method', 'route', 'status'], buckets: REQUEST_S, registers });
  const gauges = (entries: Readonly<Record<string, readonly [help: string, read: () => number]>>): void => {
    for (const [name, [help, read]] of Object.entries(entries)) new Gauge({ name: `surefoot_${name}`, help, registers, collect() { this.set(read()); } });
  };
  /** Totals that are counted elsewhere. */
  const totals = (entries: Readonly<Record<string, readonly [help: string, read: () => number]>>): void => {
    for (const [name, [help, read]] of Object.entries(entries)) new Counter({ name: `surefoot_${name}_total`, help, registers, collect() { this.reset(); this.inc(read()); } });
  };

  gauges({
    process_resident_memory_bytes: ['Memory of the process', () => process.memoryUsage.rss()],
    process_uptime_seconds: ['Since the process was started', () => process.uptime()],
    event_loop_delay_p99_seconds: ['How long work waited for the main thread, since the last reading', () => {
      const seconds = loop.percentile(99) / 1e9;
      loop.reset();
      return seconds;
    }],
    series_waiting: ['Results that InfluxDB does not have yet', () => state.waiting],
    series_lag_seconds: ['How long the oldest of them waits', () => state.lagS],
    series_days_due: ['Days that are still to be rolled up', () => state.daysDue],
    series_refused: ['Results that InfluxDB refused for good; they are in the embedded store', () => state.refused],
    series_filled_ratio: ['Share of what was there before InfluxDB that is copied', () => state.filled],
    series_trouble: ['1 while nothing can be copied to InfluxDB', () => (state.trouble === null ? 0 : 1)],
  });
  totals({
    series_sent: ['Results that were sent to InfluxDB', () => state.since.sent],
    series_batches: ['Requests in which they were sent', () => state.since.batches],
    series_batch_seconds: ['Time those requests took', () => state.since.batchSeconds],
    series_failures: ['Rounds that ended with a failure', () => state.since.failures],
    series_reads_influx: ['Series that were read from InfluxDB', () => state.since.readsFromInflux],
    series_reads_embedded: ['Series that were read from the embedded store', () => state.since.readsFromEmbedded],
  });
  if (live) {
    const sensors = (of: (sensor: ReturnType<LiveControl['session']>['sensors'][number]) => number): number => live.session().sensors.reduce((sum, sensor) => sum + of(sensor), 0);
    gauges({
      live_recording: ['1 while a session records', () => (live.session().state === 'recording' ? 1 : 0)],
      live_sensors: ['Sensors of the session', () => live.session().sensors.length],
      live_samples: ['Samples of the session that arrived', () => sensors(({ samples }) => samples)],
      live_samples_lost: ['Samples of the session that did not arrive', () => sensors(({ lost }) => lost)],
      live_reconnects: ['Times that sensors of the session were lost and found again', () => sensors(({ reconnects }) => reconnects)],
      live_windows_dropped: ['Windows of the session that were not shown, because the computer could not keep up', () => live.session().windowsDropped],
    });
  }
  return {
    contentType: registry.contentType,
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    async read() {
      state = series.state();
      return registry.metrics();
    },
    close: () => void loop.disable(),
  };
}
