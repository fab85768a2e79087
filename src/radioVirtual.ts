/**
 * Puts a virtual radio where Bluetooth would be: `SUREFOOT_RADIO=virtual:<scenario>`, the name of a ready-made one or a JSON file.
 * Noble itself stays as it is; only the socket below it is another.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { AppError } from './model/index.ts';
import { hciSocketClass, radioScenarios, startVirtualRadio, type RadioScenario, type Scheduler, type VirtualRadio } from './simulator/radio/index.ts';

/** The computer's clock and timers. Timers do not keep the program running. */
export const hostScheduler: Scheduler = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** What stands behind `virtual:` in SUREFOOT_RADIO, or null where the radio is not virtual. */
export function virtualScenarioName(radio: string | undefined): string | null {
  return radio?.startsWith('virtual:') ? radio.slice('virtual:'.length) : null;
}

/** A ready-made scenario, or one from a JSON file. It is checked when it is started. */
function loadRadioScenario(nameOrFile: string): RadioScenario {
  if (Object.hasOwn(radioScenarios, nameOrFile)) return radioScenarios[nameOrFile as keyof typeof radioScenarios];
  const known = Object.keys(radioScenarios).join(', ');
  let text: string;
  try {
    text = readFileSync(nameOrFile, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NO_SUCH_FILE' : 'UNREADABLE';
    throw new AppError(code, `${nameOrFile} is neither a ready-made radio scenario (${known}) nor a file that can be read`, { file: nameOrFile }, { cause: error });
  }
  try {
    return JSON.parse(text) as RadioScenario;
  } catch (error) {
    throw new AppError('BAD_INPUT', `${nameOrFile} is not JSON: ${(error as Error).message}`, { file: nameOrFile }, { cause: error });
  }
}

/**
 * Starts a radio on the computer's clock.
 * @param scenario a scenario, the name of a ready-made one, or a JSON file
 * @throws AppError NO_SUCH_FILE, UNREADABLE; BAD_INPUT naming the file and field that cannot be used
 */
export function openVirtualRadio(scenario: string | RadioScenario): VirtualRadio {
  const plan = typeof scenario === 'string' ? loadRadioScenario(scenario) : scenario;
  try {
    return startVirtualRadio(plan, hostScheduler);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const name = typeof scenario === 'string' ? scenario : (scenario.name ?? 'radio scenario');
    throw new AppError('BAD_INPUT', `${name}: ${error.message}`, typeof scenario === 'string' ? { file: scenario } : {}, { cause: error });
  }
}

/**
 * Makes the next `require('@abandonware/noble...')` of `require` speak to a virtual radio in this process.
 * Call it before noble is loaded for the first time.
 * @param scenario a scenario, the name of a ready-made one, or a JSON file
 * @throws AppError NO_BLUETOOTH where noble is not installed; as `openVirtualRadio`
 */
export function replaceHciSocket(require: NodeJS.Require, scenario: string | RadioScenario): VirtualRadio {
  const path = socketPath(require);
  const radio = openVirtualRadio(scenario);
  const Socket = hciSocketClass(radio.controller, {
    EventEmitter,
    asBuffer: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    soon: (run) => setImmediate(run),
  });
  require.cache[path] = { id: path, path: dirname(path), filename: path, loaded: true, exports: Object.assign(Socket, { loadDriver: () => Socket }), children: [], paths: [], parent: null, isPreloading: false, require };
  return radio;
}

function socketPath(require: NodeJS.Require): string {
  try {
    const noble = require.resolve('@abandonware/noble/package.json');
    return require.resolve('@abandonware/bluetooth-hci-socket', { paths: [noble] });
  } catch (error) {
    throw new AppError('NO_BLUETOOTH', 'The package @abandonware/noble is not installed. Run npm ci without --omit=optional.', {}, { cause: error });
  }
}
