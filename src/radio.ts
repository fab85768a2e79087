/** Composition of the radio: its process and what talks to it. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BleCentral } from './ingest/transports/ble/central.ts';
import { remoteCentral } from './ingest/transports/ble/remote/remoteCentral.ts';
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
  const entry = radioEntry();
  // Detached: Ctrl+C in a terminal reaches this process alone, which lets the sensors stop in order.
  return remoteCentral(() => fork(entry.file, { env, execArgv: entry.execArgv, serialization: 'advanced', detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
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
