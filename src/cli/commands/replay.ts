import { InvalidArgumentError } from 'commander';
import type { CommandDefinition } from './define.ts';
import { addAnalysisOptions, analysisOptions } from '../analysisOptions.ts';
import { documentNorms } from '../../pipeline/documentNorms.ts';
import { analysisTable } from '../analysisTable.ts';
import { print, tell } from '../output.ts';
import { numberBetween } from '../values.ts';
import { metricWords, replayFile } from '../../app.ts';
import type { WindowEvent } from '../../model/index.ts';

export const replayCommand: CommandDefinition = {
  name: 'replay',
  summary: 'Streams a recording through the live pipeline, as if its sensors were worn.',
  examples: ['surefoot replay walk_motion.tsv --height-cm 162', 'surefoot replay walk_motion.tsv --speed max --json > events.jsonl'],

  declare(command) {
    command.argument('<path>', 'one recording');
    addAnalysisOptions(command)
      .option('--speed <n>', '1 is the recording\'s own time, 10 ten times as fast, "max" does not wait', speed, 1)
      .option('--all', 'the exploratory numbers of the trunk too')
      .option('--json', 'one window or contact of a sensor a line, and the analysis document as the last line');
  },

  async run([path = ''], options) {
    const analysis = await analysisOptions(options);
    const stop = new AbortController();
    const onInterrupt = (): void => stop.abort(new Interrupted());
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onInterrupt);
    if (!options.json) tell('Windows are provisional; the analysis at the end is computed from the whole recording.');
    try {
      const { document } = await replayFile(path, {
        ...analysis,
        speed: options.speed as number | 'max',
        signal: stop.signal,
        onEvent: (event) => {
          if (options.json) print(JSON.stringify(event));
          else if (event.type === 'window') print(windowLine(event));
        },
      });
      print(options.json ? JSON.stringify(document) : `\n${analysisTable(document, metricWords(), process.stdout.columns ?? 100, { all: options.all === true, norms: documentNorms(document) })}`);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      tell('Stopped before the end of the recording: there is no analysis.');
    } finally {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    }
    return 0;
  },
};

/** The person at the keyboard has seen enough. */
class Interrupted extends Error {}

/** As wide as `rightShank`. */
const SITE_WIDTH = 10;

const fasterThanReal = numberBetween(0.1, 1000, '');

function speed(text: string): number | 'max' {
  if (text === 'max') return 'max';
  try {
    return fasterThanReal(text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError('Give a number from 0.1 to 1000, or "max".');
  }
}

/** A window in words; only what its site can tell. */
function windowLine({ site, startS, endS, activityMps2, cadenceSpm, dominantFrequencyHz, sway, lossPct }: WindowEvent): string {
  const parts = [
    activityMps2 === null ? 'too little signal' : `moves by ${activityMps2.toFixed(2)} m/s²`,
    ...(cadenceSpm === null ? [] : [`${cadenceSpm.toFixed(0)} steps/min`]),
    ...(dominantFrequencyHz === null ? [] : [`${dominantFrequencyHz.toFixed(2)} Hz`]),
    ...(sway === null ? [] : [`sways by ${(1000 * sway.rmsMps2).toFixed(0)} mm/s²`]),
    ...(lossPct > 0 ? [`${lossPct.toFixed(1)} % lost`] : []),
  ];
  return `${startS.toFixed(0).padStart(5)} to ${endS.toFixed(0).padStart(5)} s  ${site.padEnd(SITE_WIDTH)} ${parts.join(', ')}`;
}
