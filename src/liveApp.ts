/** Composition of the live side: the file that joins radio, sensor sessions, raw log and sealing. */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from 'rxjs';
import { sealRecording } from './export/seal.ts';
import { rawLogWriter } from './ingest/rawLog/writer.ts';
import { fileSession, recoverSessions } from './ingest/rawLog/recover.ts';
import { loadGenericSensor } from './ingest/sensors/generic.ts';
import { createSession } from './ingest/session/createSession.ts';
import type { WornSensor } from './ingest/session/define.ts';
import { findWorn, plainId } from './ingest/session/findWorn.ts';
import { runSession, type RunEvent } from './ingest/session/runSession.ts';
import { sitesOf } from './ingest/sites.ts';
import { monotonicMs } from './ingest/transports/ble/monotonic.ts';
import type { BleCentral } from './ingest/transports/ble/central.ts';
import { AppError } from './model/index.ts';
import type { RecordedSensor, SensorChoice } from './model/index.ts';
import { SOFTWARE } from './pipeline/algorithms.ts';
import { openRadio } from './radio.ts';

/** Time in which a sensor that is switched on and near is heard, s. */
const FIND_S = 20;

export interface RecordRequest {
  readonly sensors: readonly SensorChoice[];
  /** Counted from when every sensor sends; null until the signal stops it. */
  readonly seconds: number | null;
  /** Folder of the BIDS dataset; made where it does not exist. */
  readonly folder: string;
  /** Letters and digits. */
  readonly subject: string;
  readonly task: string;
  /** JSON files that describe sensors of one's own. */
  readonly sensorFiles?: readonly string[];
}

/** What happens meanwhile. */
export type RecordEvent =
  | { readonly type: 'phase'; readonly phase: 'searching' | 'sealing' }
  /** Something from before: a session that was interrupted and is now filed away. */
  | { readonly type: 'recovered'; readonly message: string }
  | RunEvent;

export interface RecordOptions {
  /** Stops in order: what was recorded until then is kept. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RecordEvent) => void;
  /** A radio that is open already; it stays open. */
  readonly central?: BleCentral;
}

export interface RecordResult {
  readonly schema: 'surefoot.record/1';
  /** What `analyze` takes. */
  readonly recording: string;
  readonly sensors: readonly RecordedSensor[];
}

/** Where the logs of sessions are that run or were interrupted. */
export function liveFolder(folder: string): string {
  return join(folder, 'sourcedata', 'live');
}

/**
 * Records live sensors into a BIDS-Motion dataset. A session that was interrupted in this folder is filed away first.
 * @throws AppError BAD_INPUT; NO_BLUETOOTH; SENSOR_UNREACHABLE, SENSOR_REFUSED where a sensor cannot be used at all; UNWRITABLE;
 * the signal's reason where it was aborted before every sensor sent
 */
export async function recordSensors(request: RecordRequest, options: RecordOptions): Promise<RecordResult> {
  const wanted = wantedSensors(request);
  keepRunningOnFaults();
  const live = liveFolder(request.folder);
  const seal = (recording: Parameters<typeof sealRecording>[0]): ReturnType<typeof sealRecording> => sealRecording(recording, request.folder);
  for (const { message } of await recoverSessions(live, seal)) options.onEvent({ type: 'recovered', message });
  const extraModels = await Promise.all((request.sensorFiles ?? []).map(loadGenericSensor));

  const central = options.central ?? await openRadio();
  let logPath: string;
  try {
    await central.ready({ signal: options.signal });
    options.onEvent({ type: 'phase', phase: 'searching' });
    const worn = await findWorn(central, wanted, { seconds: FIND_S, signal: options.signal, extraModels });
    logPath = await recordSession(request, options, { central, worn, live });
  } finally {
    if (!options.central) await central.close();
  }
  options.onEvent({ type: 'phase', phase: 'sealing' });
  const { motionPath, sensors } = await fileSession(logPath, seal);
  await removeWhereEmpty(live);
  return { schema: 'surefoot.record/1', recording: motionPath, sensors };
}

async function removeWhereEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Another session runs there, or one waits to be recovered.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

interface SessionParts {
  readonly central: BleCentral;
  readonly worn: readonly WornSensor[];
  /** Folder of the log. */
  readonly live: string;
}

/** From connecting to the end of the session. @returns path of the log, complete */
async function recordSession({ seconds, subject, task }: RecordRequest, { signal, onEvent }: RecordOptions, { central, worn, live }: SessionParts): Promise<string> {
  const now = new Date();
  const startedMs = monotonicMs();
  const sessionId = `${now.toISOString().replace(/[-:]|\..*/g, '')}-${randomBytes(3).toString('hex')}`;
  await mkdir(live, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new AppError('UNWRITABLE', `${live}: the folder cannot be made (${error.code}); choose another with --out.`, { file: live }, { cause: error });
  });
  const path = join(live, `${sessionId}.sfraw`);
  const log = await rawLogWriter(path, {
    schema: 'surefoot.rawLog/1', sessionId, software: SOFTWARE, startedAt: now.toISOString(), startedMs, subject, task,
    sensors: worn.map(({ id, name, site, settings, model }) => ({ id, name, site, settings, model: model.id, ...(model.description === undefined ? {} : { description: model.description }) })),
  });
  let hasBegun = false;
  try {
    const session = createSession({ central, sensors: worn, log, now: monotonicMs, startedMs });
    await runSession(session, { now: monotonicMs, seconds, signal, onEvent, onBegan: () => (hasBegun = true) });
    await log.close();
  } finally {
    // The log of a session that never began is of no use to anybody; any other stays until it is filed away.
    if (!hasBegun) await log.close().finally(() => rm(path, { force: true }));
  }
  return path;
}

/** What was asked for, checked; sites by their known names. */
function wantedSensors({ sensors, subject, task }: RecordRequest): readonly SensorChoice[] {
  const wanted = sensors.map((sensor) => ({ ...sensor, site: sitesOf([sensor.site])[0] }));
  const nameless = sensors.find((_, i) => wanted[i].site === '');
  if (nameless) throw new AppError('BAD_INPUT', `Sensor ${nameless.id}: "${nameless.site}" is no name of a place on the body; give one such as lowerBack.`, { field: 'sensor' });
  const twice = (values: readonly string[]): string | undefined => values.find((value, i) => values.indexOf(value) < i);
  const id = twice(sensors.map((sensor) => plainId(sensor.id)));
  if (id !== undefined) throw new AppError('BAD_INPUT', `Sensor ${id} is named twice; name each once.`, { field: 'sensor' });
  const site = twice(wanted.map((sensor) => sensor.site));
  if (site !== undefined) throw new AppError('BAD_INPUT', `Two sensors are worn at ${site}; give each its own site.`, { field: 'sensor' });
  if (sensors.length === 0) throw new AppError('BAD_INPUT', 'Name at least one sensor and where it is worn.', { field: 'sensor' });
  for (const [field, value] of Object.entries({ subject, task })) {
    if (!/^[A-Za-z0-9]{1,64}$/.test(value)) throw new AppError('BAD_INPUT', `${field}: "${value}" must be letters and digits only, as in a BIDS file name.`, { field });
  }
  return wanted;
}

/** A fault in something that watches a recording must not end it: it is told, and the packets go on being kept. */
export function keepRunningOnFaults(): void {
  config.onUnhandledError = (error) => process.emitWarning(error instanceof Error ? error : String(error));
}
