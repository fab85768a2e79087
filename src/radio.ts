/** Composition of the radio: its process and what talks to it. */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadGenericSensor } from './ingest/sensors/generic.ts';
import type { BleCentral } from './ingest/transports/ble/central.ts';
import { findSensors } from './ingest/transports/ble/findSensors.ts';
import { radioPlace, type RadioPlace } from './ingest/transports/ble/noBluetooth.ts';
import { nobleVersion } from './ingest/transports/ble/nobleLoader.ts';
import { remoteCentral } from './ingest/transports/ble/remote/remoteCentral.ts';
import { AppError, type FoundSensor } from './model/index.ts';
import type { RadioScenario, RadioScenarioId } from './simulator/radio/index.ts';

export interface RadioOptions {
  /** Sensors that are not there instead of the computer's Bluetooth: a room by its name, or described. */
  readonly virtual?: RadioScenarioId | RadioScenario;
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The radio of this computer, in a process of its own that starts with the first call and ends with `close`; a later call starts it again.
 * The environment goes to it as it is, noble's own variables such as BLUETOOTH_HCI_SOCKET_UART_PORT included.
 */
export async function openRadio({ virtual, environment = process.env }: RadioOptions = {}): Promise<BleCentral> {
  const env = virtual === undefined ? environment : { ...environment, SUREFOOT_RADIO: `virtual:${typeof virtual === 'string' ? virtual : JSON.stringify(virtual)}` };
  return remoteCentral(() => startRadioProcess(env));
}

/** Starts the radio's process, which ends with ours. */
export function startRadioProcess(env: NodeJS.ProcessEnv): ChildProcess {
  const { file, execArgv } = radioEntry();
  // Detached: Ctrl+C in a terminal reaches this process alone, which lets the sensors stop in order. On Windows that would open a window.
  return fork(file, { env, execArgv, serialization: 'advanced', detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}

/** The bundle beside ours, or the source where we run from source. */
function radioEntry(): { readonly file: string; readonly execArgv: string[] } {
  if (import.meta.url.endsWith('.ts')) {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    return { file: fileURLToPath(new URL('./radioProcess.ts', import.meta.url)), execArgv: ['--import', pathToFileURL(tsx).href] };
  }
  // This code may stand in a chunk one folder below.
  const places = ['./radioProcess.js', '../radioProcess.js'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return { file: places.find((path) => existsSync(path)) ?? places[0], execArgv: [] };
}

export interface ScanRequest {
  readonly seconds: number;
  /** JSON files that describe own sensors. */
  readonly sensorFiles: readonly string[];
  readonly onListening?: () => void;
  readonly onFound?: (found: FoundSensor) => void;
}

/** Listens for sensors once. @throws AppError NO_BLUETOOTH; BAD_INPUT for a sensor file */
export async function scanSensors({ seconds, sensorFiles, ...told }: ScanRequest): Promise<readonly FoundSensor[]> {
  const extraModels = await Promise.all(sensorFiles.map((path) => loadGenericSensor(path)));
  const central = await openRadio();
  try {
    return await findSensors(central, { seconds, extraModels, ...told });
  } finally {
    await central.close();
  }
}

/** What a check of this computer needs to know of its radio. */
export interface RadioState {
  readonly package: { readonly name: string; readonly version: string } | null;
  readonly place: RadioPlace;
  /** Why it cannot be used; null when it is on. */
  readonly fault: string | null;
  /** Sensors are simulated. */
  readonly isVirtual: boolean;
}

/** Switches the radio on and off again. @throws AppError BAD_INPUT for a setting that cannot be used */
export async function radioState(): Promise<RadioState> {
  const central = await openRadio();
  const fault = await central.ready().then(() => null, (error: unknown) => {
    if (error instanceof AppError) return error.message;
    throw error;
  });
  await central.close();
  return { package: nobleVersion(), place: radioPlace(), fault, isVirtual: process.env.SUREFOOT_RADIO?.startsWith('virtual:') ?? false };
}
