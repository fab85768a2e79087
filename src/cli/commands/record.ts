import { InvalidArgumentError } from 'commander';
import type { SensorChoice } from '../../model/index.ts';
import { AppError } from '../../model/index.ts';
import type { CommandDefinition } from './define.ts';
import { print, tell } from '../output.ts';
import { createProgress } from '../progress.ts';
import { recordTable } from '../recordTable.ts';
import { numberBetween } from '../values.ts';
import { recordSensors, type RecordEvent } from '../../app.ts';

const PHASES: Readonly<Record<Extract<RecordEvent, { type: 'phase' }>['phase'], string>> = {
  searching: 'Looking for the sensors ...',
  connecting: 'Connecting ...',
  recording: 'Recording.',
  sealing: 'Filing the recording away ...',
};

export const recordCommand: CommandDefinition = {
  name: 'record',
  summary: 'Records live Bluetooth sensors into a recording folder.',
  examples: [
    'surefoot record --sensor d422cd001001=lowerBack --seconds 60 --out recordings',
    'surefoot record --sensor d422cd001001=lowerBack --sensor d422cd001002=leftFoot --sensor d422cd001003=rightFoot --subject P12 --task walk --out recordings',
  ],

  declare(command) {
    command
      .option('--sensor <id=site>', 'a sensor that "surefoot scan" lists, and where it is worn; once for each', sensorChoice, [])
      .option('--seconds <n>', 'how long, from when every sensor sends; without it until Ctrl-C', numberBetween(1, 86_400, 'seconds'))
      .option('--out <folder>', 'folder of the BIDS dataset to write to')
      .option('--subject <id>', 'whose recording: letters and digits', 'unknown')
      .option('--task <name>', 'what is done: letters and digits', 'walk')
      .option('--rate <hz>', 'samples a second, of every sensor; each model\'s own where absent', numberBetween(1, 10_000, 'Hz'))
      .option('--sensor-file <path>', 'JSON description of a sensor of your own; may be repeated', collected, [])
      .option('--json', 'print the surefoot.record/1 document');
  },

  async run(_, options) {
    if (options.out === undefined) throw new AppError('BAD_INPUT', 'Say where to write the recording with --out FOLDER.', { field: 'out' });
    const sensors = options.sensor as SensorChoice[];
    if (sensors.length === 0) throw new AppError('BAD_INPUT', 'Name the sensors with --sensor ID=SITE, such as --sensor d422cd001001=lowerBack; "surefoot scan" lists them.', { field: 'sensor' });
    const seconds = (options.seconds as number | undefined) ?? null;
    const rateHz = options.rate as number | undefined;
    const stop = new AbortController();
    // Only the first: a second one ends the program at once, and the log is recovered at the next start.
    const onInterrupt = (): void => {
      tell('Stopping and filing away; Ctrl-C again leaves at once, and the next start recovers what was recorded.');
      stop.abort(new Interrupted());
    };
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onInterrupt);
    const progress = createProgress(process.stderr);
    try {
      const result = await recordSensors({
        sensors: rateHz === undefined ? sensors : sensors.map((sensor) => ({ ...sensor, rateHz })),
        seconds,
        folder: options.out as string,
        subject: options.subject as string,
        task: options.task as string,
        sensorFiles: options.sensorFile as string[],
      }, { signal: stop.signal, onEvent: (event) => show(event, seconds, progress) });
      progress.done();
      print(options.json ? JSON.stringify(result) : `${recordTable(result.sensors)}\n\n${result.recording}`);
      return 0;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      tell('Stopped before every sensor sent: nothing was recorded.');
      return 0;
    } finally {
      progress.done();
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    }
  },
};

/** The person at the keyboard has seen enough. */
class Interrupted extends Error {}

function sensorChoice(text: string, before: readonly SensorChoice[]): readonly SensorChoice[] {
  const [, id, site] = /^([^=\s]+)=([^=]+)$/.exec(text.trim()) ?? [];
  if (!id) throw new InvalidArgumentError('Give a sensor and where it is worn, such as d422cd001001=lowerBack.');
  return [...before, { id, site: site.trim() }];
}

function collected(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function show(event: RecordEvent, seconds: number | null, progress: ReturnType<typeof createProgress>): void {
  switch (event.type) {
    case 'phase':
      progress.message(PHASES[event.phase]);
      break;
    case 'recovered':
      progress.message(event.message);
      break;
    case 'notice':
      progress.message(`${event.timeS.toFixed(0).padStart(5)} s  ${event.severity === 'problem' ? 'Problem: ' : ''}${event.message}`);
      break;
    case 'sensors': {
      const states = event.sensors.map(({ site, state, samples, lost }) => `${site} ${state === 'streaming' ? `${samples}${lost > 0 ? ` (${lost} lost)` : ''}` : state}`);
      const elapsed = event.elapsedS === null ? '' : `${event.elapsedS.toFixed(0)} s  `;
      progress.update(elapsed + states.join(', '), seconds === null || event.elapsedS === null ? null : event.elapsedS / seconds);
      break;
    }
  }
}
