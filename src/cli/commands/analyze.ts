import type { CommandDefinition } from './define.ts';
import { addAnalysisOptions, analysisOptions } from '../analysisOptions.ts';
import { documentNorms } from '../../pipeline/documentNorms.ts';
import { analysisTable } from '../analysisTable.ts';
import { describeFailure, exitStatus, worstStatus, type ExitStatus } from '../exit.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { integerBetween } from '../values.ts';
import { analyseFiles, findRecordings, metricWords } from '../../app.ts';

export const analyzeCommand: CommandDefinition = {
  name: 'analyze',
  summary: 'Analyses one recording, or every recording below a folder.',
  examples: [
    'surefoot analyze walk_motion.tsv --age 78 --sex F --height-cm 162',
    'surefoot analyze tug_motion.tsv --protocol timedUpAndGo',
    'surefoot analyze recordings/ --json > analyses.jsonl',
    'surefoot analyze walk_motion.tsv --height-cm 162 --answers answers.json',
    'surefoot analyze week.csv --json --workers 4 --resume week.checkpoint',
  ],

  declare(command) {
    command.argument('<path>', 'a recording, or a folder of recordings');
    addAnalysisOptions(command)
      .option('--all', 'the exploratory numbers of the trunk too')
      .option('--json', 'one analysis document a line instead of tables; it always holds every number')
      .option('--workers <n>', 'threads that analyse; otherwise as many as the computer has cores and as is worth it', integerBetween(1, 64))
      .option('--resume <file>', 'goes on where an analysis with the same file was interrupted; the file is removed at the end');
  },

  async run([path = ''], options) {
    const analysis = await analysisOptions(options);
    const recordings = await findRecordings(path);
    const progress = createProgress(process.stderr);
    const statuses: ExitStatus[] = [];
    const label = (index: number): string => (recordings.length > 1 ? `${index + 1} of ${recordings.length}: ${recordings[index]}` : recordings[index]);
    const outcomes = analyseFiles({
      path,
      recordings,
      options: analysis,
      workers: options.workers as number | undefined,
      checkpoint: options.resume as string | undefined,
      onProgress: (stage, index, fraction) => progress.update(`${stage} ${label(index)}`, fraction),
    });
    for await (const outcome of outcomes) {
      progress.done();
      if ('document' in outcome) {
        print(options.json ? JSON.stringify(outcome.document) : analysisTable(outcome.document, metricWords(), process.stdout.columns ?? 100, { all: options.all === true, norms: documentNorms(outcome.document) }));
      } else {
        // One bad recording must not keep the therapist from the others; the exit status remembers it.
        statuses.push(exitStatus(outcome.error));
        progress.message(describeFailure(outcome.error, process.env.SUREFOOT_LOG_LEVEL));
      }
    }
    progress.done();
    if (recordings.length > 1 && statuses.length > 0) {
      progress.message(`surefoot: ${statuses.length} of ${recordings.length} recordings could not be analysed; the lines above say why.`);
    }
    return worstStatus(statuses);
  },
};
