/**
 * Puts a virtual radio where Bluetooth would be: `SUREFOOT_RADIO=virtual:<scenario>`, the name of a ready-made one, a JSON file, or JSON.
 * Noble itself stays as it is; only the socket below it is another.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { AppError } from './model/index.ts';
import { hciSocketClass, radioScenarios, startVirtualRadio, type RadioScenario, type Scheduler, type VirtualRadio } from './simulator/radio/index.ts';

/** The computer's clock and timers. Timers do not keep the program running. */
const hostScheduler: Scheduler = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/**
 * Starts a radio on the computer's clock.
 * @param scenario a scenario, the name of a ready-made one, a JSON file, or JSON
 * @throws AppError NO_SUCH_FILE, UNREADABLE; BAD_INPUT naming what cannot be used
 */
export function openVirtualRadio(scenario: string | RadioScenario): VirtualRadio {
  const name = typeof scenario !== 'string' || scenario.startsWith('{') ? 'radio scenario' : scenario;
  const plan = typeof scenario === 'string' ? readScenario(scenario, name) : scenario;
  try {
    return startVirtualRadio(plan, hostScheduler);
  } catch (error) {
    // What is wrong with a scenario is told as a RangeError; anything else is a fault of ours.
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('BAD_INPUT', `${name}: ${error.message}`, { file: name }, { cause: error });
  }
}

/**
 * Makes the noble that `require` finds, which must not have been loaded yet, speak to a virtual radio in this process.
 * @throws AppError NO_BLUETOOTH where noble is not installed; as `openVirtualRadio`
 */
export function replaceHciSocket(require: NodeJS.Require, scenario: string | RadioScenario): VirtualRadio {
  const path = hciSocketOf(require);
  const radio = openVirtualRadio(scenario);
  const Socket = hciSocketClass(radio.controller, {
    EventEmitter,
    asBuffer: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    soon: setImmediate,
  });
  const exports = Object.assign(Socket, { loadDriver: () => Socket });
  require.cache[path] = { id: path, path: dirname(path), filename: path, loaded: true, exports, children: [], paths: [], parent: null, isPreloading: false, require };
  return radio;
}

/** The file that noble would load its socket from. */
function hciSocketOf(require: NodeJS.Require): string {
  try {
    return require.resolve('@abandonware/bluetooth-hci-socket', { paths: [require.resolve('@abandonware/noble/package.json')] });
  } catch (error) {
    throw new AppError('NO_BLUETOOTH', 'The package @abandonware/noble is not installed. Run npm ci without --omit=optional.', {}, { cause: error });
  }
}

/** It is checked when it is started. */
function readScenario(choice: string, name: string): RadioScenario {
  if (Object.hasOwn(radioScenarios, choice)) return radioScenarios[choice as keyof typeof radioScenarios];
  try {
    return JSON.parse(choice.startsWith('{') ? choice : readText(choice)) as RadioScenario;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError('BAD_INPUT', `${name} is not JSON: ${error.message}`, { file: name }, { cause: error });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NO_SUCH_FILE' : 'UNREADABLE';
    const known = Object.keys(radioScenarios).join(', ');
    throw new AppError(code, `${file} is neither a ready-made radio scenario (${known}) nor a file that can be read.`, { file }, { cause: error });
  }
}
