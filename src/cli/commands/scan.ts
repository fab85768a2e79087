import type { FoundSensor } from '../../model/index.ts';
import type { CommandDefinition } from './define.ts';
import { print, tell } from '../output.ts';
import { createProgress } from '../progress.ts';
import { numberBetween } from '../values.ts';
import { scanSensors } from '../../app.ts';

const REDRAW_MS = 200;

interface ScanOptions {
  readonly seconds: number;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly sensorFile?: readonly string[];
}

export const scanCommand: CommandDefinition = {
  name: 'scan',
  summary: 'Lists the sensors in reach.',
  examples: ['surefoot scan', 'surefoot scan --seconds 10 --json', 'surefoot scan --sensor-file docs/examples/arduino-nano33.json'],

  declare(command) {
    command
      .option('--seconds <n>', 'how long to listen', numberBetween(1, 600, 's'), 5)
      .option('--sensor-file <path...>', 'JSON files that describe own sensors')
      .option('--all', 'every Bluetooth device, not only supported sensors')
      .option('--json', 'one sensor a line as JSON');
  },

  async run(_values, options) {
    const { seconds, json, all = false, sensorFile = [] } = options as unknown as ScanOptions;
    const listening = listeningProgress(seconds);
    const everything = await scanSensors({ seconds, sensorFiles: sensorFile, onListening: listening.begin, onFound: listening.count }).finally(listening.done);
    const shown = everything.filter(({ supported }) => all || supported);
    if (json) {
      for (const found of shown) print(JSON.stringify(found));
    } else if (shown.length > 0) {
      print(table(shown));
    }
    if (shown.length === 0) tell(nothing(seconds, everything.length));
    return 0;
  },
};

function listeningProgress(seconds: number): { begin: () => void; count: (found: FoundSensor) => void; done: () => void } {
  const progress = createProgress(process.stderr);
  let started = 0;
  let timer: NodeJS.Timeout | undefined;
  const supported = new Set<string>();
  const show = (): void => progress.update(`listening, ${supported.size} found`, Math.min(1, (performance.now() - started) / 1000 / seconds));
  return {
    begin: () => {
      started = performance.now();
      timer = setInterval(show, REDRAW_MS);
    },
    count: ({ id, supported: isSensor }) => {
      if (isSensor) supported.add(id);
    },
    done: () => {
      clearInterval(timer);
      progress.done();
    },
  };
}

function nothing(seconds: number, others: number): string {
  const heard = others === 0 ? 'Nothing at all was heard' : `${others} other Bluetooth ${others === 1 ? 'device was' : 'devices were'} heard (--all lists them), but no sensor`;
  return `${heard} in ${seconds} s. Switch the sensors on, bring them near, and see that no phone is connected to them.`;
}

/** The table a person reads; weaknesses stand below each sensor. */
export function table(found: readonly FoundSensor[]): string {
  const rows = [['Id', 'Model', 'Name', 'Signal'], ...found.map(({ id, model, name, rssi }) => [id, model ?? 'not supported', printable(name ?? ''), rssi === null ? '' : `${rssi} dBm`])];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  return [lines[0], ...found.flatMap(({ weaknesses }, index) => [lines[index + 1], ...weaknesses.map((each) => `  ${each}`)])].join('\n');
}

/** Anybody nearby chooses what a device is called, also with characters that steer a terminal. */
function printable(name: string): string {
  return name.replace(/\p{C}/gu, '?');
}
