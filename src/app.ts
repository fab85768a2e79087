/**
 * Composition root: the one file that names concrete readers, stores, servers and simulators.
 * Server, stores and simulator are loaded when first asked for, so that `analyze` starts without them.
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileOutcome, FilesRequest } from './analyseFiles.ts';
import type * as keepingModule from './keeping.ts';
import type { ExportRequest } from './export/recordings.ts';
import { openRecording, recordingFiles } from './ingest/index.ts';
import { metrics } from './metrics/index.ts';
import { AppError } from './model/index.ts';
import type { Answers, Circumstances, DataKind, FoundSensor, Outcome, Role } from './model/index.ts';
import { SOFTWARE } from './pipeline/algorithms.ts';
import { intakeRecording, type IntakeResult } from './pipeline/intake.ts';
import type { ReplayOptions } from './pipeline/live/replay.ts';
import { analyzeRecording } from './pipeline/offline.ts';
import type { AnalysisResult, AnalyzeOptions } from './pipeline/options.ts';
import type { RecordOptions, RecordRequest, RecordResult } from './liveApp.ts';
import { validateAnswers } from './questionnaires/index.ts';
import type { RadioState, ScanRequest } from './radio.ts';
import type { SeriesRebuilt } from './pipeline/reindex.ts';
import type { InfluxSettings } from './store/influx/settings.ts';
import type { WindowTableOptions } from './windowTable.ts';
import type { AnalysisWorkers } from './workers.ts';

export { findRecordings } from './ingest/index.ts';
export type { RecordEvent } from './liveApp.ts';

/** Folder of the package: the nearest one upwards with a package.json, from src/ as from dist/. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Absolute path of a file that comes with the software. */
export function bundledPath(path: string): string {
  return join(packageFolder(), path);
}

export function softwareVersion(): string {
  return SOFTWARE.split('@')[1];
}

/** Labels and digits of every metric, for tables. */
export function metricWords(): readonly { id: string; label: string; digits: number }[] {
  return metrics;
}

/** @throws AppError BAD_INPUT naming the answer. */
export function readAnswers(raw: unknown): Answers {
  return validateAnswers(raw);
}

/** Analyses recordings, side by side where that is worth it; outcomes come in the order of the recordings. */
export async function* analyseFiles(request: FilesRequest): AsyncGenerator<FileOutcome, void> {
  yield* (await import('./analyseFiles.ts')).analyseFiles(request);
}

/** What every ten seconds of a recording show, as CSV; pieces of many lines. */
export async function* windowTable(path: string, options: WindowTableOptions): AsyncGenerator<string> {
  yield* (await import('./windowTable.ts')).windowTable(path, options);
}

/** Streams a recording through the live pipeline; the result is that of `analyzeRecording`. */
export async function replayFile(path: string, options: ReplayOptions): Promise<AnalysisResult> {
  const { replayRecording } = await import('./pipeline/live/replay.ts');
  return replayRecording(await openRecording(path), options);
}

/** Records live sensors; the Bluetooth side is loaded when it is first needed. */
export async function recordSensors(request: RecordRequest, options: RecordOptions): Promise<RecordResult> {
  return (await import('./liveApp.ts')).recordSensors(request, options);
}

/** Exports one recording after the other into a folder; each call gives the path of what was written. */
export async function createExport(request: ExportRequest): Promise<(path: string, onProgress: (fraction: number) => void) => Promise<string>> {
  const { recordingExporter } = await import('./export/recordings.ts');
  const exporter = recordingExporter({ ...request, beside: async (path) => (await import('./archive.ts')).textsBeside(await recordingFiles(path)) });
  return async (path, onProgress) => exporter(await openRecording(path), onProgress);
}

/** Checking, backing up, restoring, erasing and analysing anew what a clinic has. */
export function keeping(): Promise<typeof keepingModule> {
  return import('./keeping.ts');
}

export async function listScenarios(): Promise<readonly { id: string; description: string }[]> {
  return (await import('./simulator/index.ts')).scenarios;
}

/** Simulates a listed scenario and writes it as a BIDS-Motion dataset. */
export async function simulateInto(folder: string, scenario: string, seed: number): Promise<{ motionPath: string }> {
  const [{ scenarios, simulate }, { writeBidsMotion }] = await Promise.all([import('./simulator/index.ts'), import('./export/bidsMotion.ts')]);
  const listed = scenarios.find(({ id }) => id === scenario);
  if (!listed) throw new AppError('BAD_INPUT', `There is no scenario "${scenario}".`, { field: 'scenario' });
  return writeBidsMotion(folder, simulate(listed.id, seed));
}

/** Every device heard in so many seconds, strongest first. @throws AppError NO_BLUETOOTH */
export async function scanSensors(request: ScanRequest): Promise<readonly FoundSensor[]> {
  return (await import('./radio.ts')).scanSensors(request);
}

/** Whether this computer's Bluetooth can be used, and why not. */
export async function radioState(): Promise<RadioState> {
  return (await import('./radio.ts')).radioState();
}

/** Whether an InfluxDB lets us in and has our database; `unknown` where it does not say. */
export async function influxDatabase(address: InfluxAddress): Promise<'there' | 'missing' | 'notLetIn' | 'unknown'> {
  return (await import('./store/influx/database.ts')).databaseState(await influxOf(address));
}

export interface TakeIn {
  /** The patient's number; where absent, the recording's participant id. */
  readonly externalId?: string;
  readonly displayName?: string;
  readonly birthYear?: number;
  /** RFC 3339; where absent, the time of the file. */
  readonly takenAt?: string;
  /** Recordings of one patient with the same visit become one assessment. */
  readonly visit?: string;
  readonly outcome: Outcome;
  readonly circumstances: Circumstances;
  readonly answers: Answers;
  readonly options: Omit<AnalyzeOptions, 'answers'>;
}

/** An InfluxDB as the environment names it. */
export interface InfluxAddress {
  readonly url: string;
  readonly database?: string;
  /** Token, or user:password; null where the server asks for none. */
  readonly secret: string | null;
}

export interface ClinicOptions {
  /** Threads that may analyse; as many as there are cores unless said. */
  readonly workers?: number;
  /** The InfluxDB that metric series are copied to; none keeps them in the data folder alone. */
  readonly influx?: InfluxAddress | null;
}

export interface ServeOptions {
  readonly mode: 'clinic' | 'demo';
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Told what became of recordings that were interrupted the last time. */
  readonly onRecovered?: (message: string) => void;
  /** host[:port] under which browsers reach an HTTPS proxy in front of us; none without one. */
  readonly proxyHosts: readonly string[];
  readonly logLevel: string;
  /** Lets programs of other machines read /metrics. */
  readonly metricsToken?: string | null;
  /** What live recording listens to: this computer's Bluetooth, or simulated sensors of a demo. Nothing is recorded live without it. */
  readonly sensors?: 'bluetooth' | 'simulated';
}

export interface Clinic {
  intake(path: string, details: TakeIn): Promise<IntakeResult>;
  /** A user with a fresh random password, which is returned; an older password and its sessions end. */
  makeUser(username: string, role: Role): Promise<string>;
  /** One-time token with which the browser makes the administrator; null once there is a user. */
  setupToken(): Promise<string | null>;
  /**
   * Makes the metric series anew from the records, and has them copied to InfluxDB where there is one.
   * @throws AppError STORE_UNAVAILABLE when it does not answer; it gets the copy once a server runs and reaches it
   */
  reindex(onProgress: (stage: string, fraction: number) => void): Promise<SeriesRebuilt>;
  serve(options: ServeOptions): Promise<{ address: string; close(): Promise<void> }>;
  /** May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens (or makes) the data folder of a clinic or a demo.
 * @throws AppError WRONG_DATA_FOLDER when the folder is something else
 */
export async function openClinic(folder: string, kind: DataKind, { workers = availableParallelism(), influx = null }: ClinicOptions = {}): Promise<Clinic> {
  const [{ openStores }, { analysisWorkers }] = await Promise.all([import('./store/open.ts'), import('./workers.ts')]);
  const stores = await openStores(folder, kind, { influx: influx && (await influxOf(influx)) });
  const crew: AnalysisWorkers = analysisWorkers(workers);
  let serving = false;
  const sealing = new Set<Promise<void>>();
  // The recording is in the archive whatever becomes of this: sealing it only takes less room.
  const seal = (id: string): Promise<void> => {
    const sealed = serving ? crew.seal(join(stores.folder, 'recordings'), id) : import('./archive.ts').then(({ sealKept }) => sealKept(stores.recordings, id));
    const work: Promise<void> = sealed.then(() => undefined, (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error))).finally(() => sealing.delete(work));
    sealing.add(work);
    return work;
  };
  await (await import('./store/erasures.ts')).finishErasures(stores, () => new Date());
  return {
    async intake(path, { externalId, displayName, birthYear, takenAt, ...details }) {
      const reader = await openRecording(path);
      const person = externalId ?? reader.header.participant?.id;
      if (person === undefined) {
        throw new AppError('BAD_INPUT', `${path} does not say whose recording it is; add --patient ID, or a participants.tsv to its dataset.`, { file: path });
      }
      const taken = await intakeRecording(stores, {
        ...details,
        reader,
        files: await recordingFiles(path),
        patient: { externalId: person, displayName, birthYear },
        takenAt: takenAt ?? (await stat(path)).mtime.toISOString(),
        // A server must answer meanwhile; without one a short recording is quicker here, and a long one is shared out.
        analyse: (options) => (serving ? crew.written(path, options) : analyzeRecording(reader, options, workers > 1 ? { share: crew.sections } : {})),
      });
      if (taken.status === 'new') await seal(taken.recordingId);
      return taken;
    },
    async makeUser(username, role) {
      const { changePassword, createUser } = await import('./api/auth/index.ts');
      const password = randomPassword();
      if (stores.records.userByName(username)) await changePassword(stores.records, { username, password });
      else await createUser(stores.records, { username, password, role });
      return password;
    },
    async setupToken() {
      const { createSetupToken, setupNeeded } = await import('./api/auth/index.ts');
      return setupNeeded(stores.records) ? createSetupToken(stores.records) : null;
    },
    reindex: async (onProgress) => (await import('./rebuildSeries.ts')).rebuildSeries(stores, influx !== null, onProgress),
    async serve({ mode, host, port, proxyHosts, logLevel, metricsToken, sensors, onRecovered }) {
      const [{ buildServer }, { openClinicLive }, { supportedSensors }] = await Promise.all([import('./api/index.ts'), import('./clinicLive.ts'), import('./ingest/supportedSensors.ts')]);
      // A room of simulated sensors that the environment names goes before our own.
      const ownRoom = sensors === 'simulated' && !process.env.SUREFOOT_RADIO?.startsWith('virtual:');
      const live = sensors === undefined ? null : await openClinicLive(stores, join(folder, 'live'), crew, ownRoom ? { virtual: 'walkingClinic' } : {}, ({ recordingId }) => void seal(recordingId));
      for (const message of live?.recovered ?? []) onRecovered?.(message);
      const server = await buildServer({
        ...stores, mode, logLevel, metricsToken,
        care: {
          exported: async (id) => (await import('./patientFiles.ts')).patientData(stores, id),
          erase: async (id, actor) => (await keeping()).eraseInServer(stores, id, actor),
        },
        dashboardFolder: bundledPath('dist/dashboard'),
        allowedHosts: proxyHosts,
        https: proxyHosts.length > 0,
        software: SOFTWARE,
        sensorModels: supportedSensors(),
        ...(live ? { live: live.control } : {}),
      });
      try {
        await server.listen({ host, port });
      } catch (error) {
        await server.close();
        await live?.close();
        throw cannotListen(error as NodeJS.ErrnoException, host, port);
      }
      serving = true;
      stores.tend(({ level, message, facts }) => server.log[level](facts, message));
      const bound = (server.server.address() as AddressInfo).port;
      return {
        address: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
        // Side by side: the server waits for its requests, and one may be looking for sensors.
        close: async () => void (await Promise.all([server.close(), live?.close()])),
      };
    },
    close: () => Promise.all(sealing).then(() => crew.close()).finally(() => stores.close()),
  };
}

async function influxOf({ url, database, secret }: InfluxAddress): Promise<InfluxSettings> {
  return (await import('./store/influx/settings.ts')).influxSettings(url, database, secret);
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  const choose = 'choose another with --port or SUREFOOT_PORT';
  if (error.code === 'EADDRINUSE') return new AppError('PORT_IN_USE', `Port ${port} on ${host} is in use; ${choose}.`, { field: 'port' }, { cause: error });
  if (error.code === 'EACCES') return new AppError('BAD_INPUT', `Port ${port} may not be opened by this user; ${choose}.`, { field: 'port' }, { cause: error });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new AppError('BAD_INPUT', `${host} is no address of this machine; give --host one that is, such as 127.0.0.1.`, { field: 'host' }, { cause: error });
  }
  return error;
}

/** 100 random bits in groups that can be typed from a terminal: no 0, 1, l or o. */
function randomPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const word = [...randomBytes(20)].map((byte) => letters[byte % letters.length]).join('');
  return word.replace(/(.{5})(?=.)/g, '$1-');
}
