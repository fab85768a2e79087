import type { BleLink } from '../transports/ble/central.ts';
import type { RunContext } from './context.ts';
import type { WornSensor } from './define.ts';
import { Speaker } from './dialogue.ts';
import { watchHealth, type HealthEvents } from './health.ts';
import { aborted } from './pause.ts';
import type { SampleFlow } from './sampleFlow.ts';
import { sensorWords } from './words.ts';
import { Watchdog } from './watchdog.ts';

/** How a connection, or the attempt to have one, ended. */
export type Ending =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'lost'; readonly reason: string | null }
  /** The link holds, but no samples came. */
  | { readonly kind: 'silent'; readonly silentMs: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Silence of so many packets and so many ms is one too long. */
const SILENT_PACKETS = 5;
const SILENT_MS = 1000;
/** The first packet may take this much longer, ms. */
const FIRST_PACKET_MS = 3000;
/** Telling a sensor to stop, and ending its link, take no longer than this each, ms. */
const FAREWELL_MS = 2000;

export interface ConnectionOptions extends HealthEvents {
  readonly context: RunContext;
  readonly flow: SampleFlow;
  /** Aborted when the session is stopped. */
  readonly stopping: AbortSignal;
  /** It has been started and its first samples are here. */
  readonly onStreaming: () => void;
}

/** Runs one connection from the link to its end: starts the sensor, takes what it sends, watches over it, and cleans up. Never rejects. */
export async function connection(link: BleLink, sensor: WornSensor, options: ConnectionOptions): Promise<Ending> {
  const { context, flow, stopping, onStreaming } = options;
  const { index, log, now } = context;
  const { model, settings } = sensor;
  const over = new AbortController();
  let ending: Ending | null = null;
  const end = (how: Ending): void => {
    ending ??= how;
    over.abort(new Error('the connection has ended'));
  };

  let isOpen = true;
  let isStarted = false;
  let hasSamples = false;
  let watchdog: Watchdog | null = null;
  const speaker = new Speaker(link, model, (channel, payload, arrivalMs) => {
    if (!isOpen) return;
    log.packet({ sensor: index, channel, arrivalMs, payload });
    if (flow.take(channel, payload, arrivalMs) !== 'samples') return;
    watchdog?.heard(arrivalMs);
    if (hasSamples) return;
    hasSamples = true;
    if (isStarted) begin();
  });
  let health: Promise<void> = Promise.resolve();
  const begin = (): void => {
    onStreaming();
    health = watchHealth(link, model, over.signal, options);
  };

  const onStop = (): void => end({ kind: 'stopped' });
  stopping.addEventListener('abort', onStop, { once: true });
  if (stopping.aborted) onStop();
  let isGone = false;
  const gone = link.closed.then((reason) => {
    isGone = true;
    end({ kind: 'lost', reason });
  });
  context.mark({ mark: 'connected', timeMs: now(), sensor: index });

  try {
    await link.discover(model.services, { signal: over.signal });
    await speaker.speak(model.start(settings), over.signal);
    isStarted = true;
    const periodMs = (1000 * model.capabilities(settings).samplesPerPacket) / settings.rateHz;
    watchdog = new Watchdog(SILENT_PACKETS * periodMs + SILENT_MS, now, (silentMs) => end({ kind: 'silent', silentMs }));
    watchdog.heard(now() + FIRST_PACKET_MS);
    if (hasSamples) begin();
    await aborted(over.signal);
  } catch (error) {
    // What ended the connection made the step fail; else the step is what failed.
    end({ kind: 'failed', error });
  }
  watchdog?.end();
  stopping.removeEventListener('abort', onStop);
  await health;

  if (stopping.aborted && !isGone) await farewell(speaker, gone, sensor, context);
  await disconnect(link);
  isOpen = false;
  const how = ending!;
  context.mark({ mark: 'disconnected', timeMs: now(), sensor: index, reason: reasonOf(how) });
  return how;
}

/** Tells the sensor to stop, so that it does not go on sending until its battery is empty. */
async function farewell(speaker: Speaker, gone: Promise<void>, sensor: WornSensor, { index, tell }: RunContext): Promise<void> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error('it did not answer')), FAREWELL_MS);
  void gone.then(() => limit.abort(new Error('its connection was lost')));
  try {
    await speaker.speak(sensor.model.stop(sensor.settings), limit.signal);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell({ severity: 'note', code: 'SENSOR_NOT_STOPPED', message: `The ${sensorWords(sensor)} could not be told to stop (${why}): switch it off.`, site: sensor.site, sensor: index });
  } finally {
    clearTimeout(timer);
  }
}

async function disconnect(link: BleLink): Promise<void> {
  try {
    await link.disconnect({ timeoutMs: FAREWELL_MS });
  } catch (error) {
    // The link is of no more use to us either way; the radio ends it by its own supervision.
    process.emitWarning(`a Bluetooth link could not be ended: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function reasonOf(ending: Ending): string | null {
  switch (ending.kind) {
    case 'stopped': return null;
    case 'lost': return ending.reason;
    case 'silent': return `nothing was sent for ${Math.round(ending.silentMs)} ms`;
    case 'failed': return ending.error instanceof Error ? ending.error.message : String(ending.error);
  }
}
