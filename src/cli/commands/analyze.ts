import type { CommandDefinition } from './define.ts';
import { addAnalysisOptions, analysisOptions } from '../analysisOptions.ts';
import { analysisTable } from '../analysisTable.ts';
import { describeFailure, exitStatus, worstStatus, type ExitStatus } from '../exit.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { analyzeFile, findRecordings, metricWords } from '../../app.ts';

export const analyzeCommand: CommandDefinition = {
  name: 'analyze',
  summary: 'Analyses one recording, or every recording below a folder.',
  examples: [
    'surefoot analyze walk_motion.tsv --age 78 --sex F --height-cm 162',
    'surefoot analyze recordings/ --json > analyses.jsonl',
    'surefoot analyze walk_motion.tsv --height-cm 162 --answers answers.json',
  ],

  declare(command) {
    command.argument('<path>', 'a recording, or a folder of recordings');
    addAnalysisOptions(command)
      .option('--all', 'the exploratory numbers of the trunk too')
      .option('--json', 'one analysis document a line instead of tables; it always holds every number');
  },

  async run([path = ''], options) {
    const analysis = await analysisOptions(options);
    const recordings = await findRecordings(path);
    const progress = createProgress(process.stderr);
    const statuses: ExitStatus[] = [];
    for (const [index, recording] of recordings.entries()) {
      const label = recordings.length > 1 ? `${index + 1} of ${recordings.length}: ${recording}` : recording;
      try {
        const { document } = await analyzeFile(recording, {
          ...analysis,
          onProgress: (stage, fraction) => progress.update(`${stage} ${label}`, (index + fraction) / recordings.length),
        });
        progress.done();
        print(options.json ? JSON.stringify(document) : analysisTable(document, metricWords(), process.stdout.columns ?? 100, { all: options.all === true }));
      } catch (error) {
        // One bad recording must not keep the therapist from the others; the exit status remembers it.
        statuses.push(exitStatus(error));
        progress.message(describeFailure(error, process.env.SUREFOOT_LOG_LEVEL));
      }
    }
    progress.done();
    if (recordings.length > 1 && statuses.length > 0) {
      progress.message(`surefoot: ${statuses.length} of ${recordings.length} recordings could not be analysed; the lines above say why.`);
    }
    return worstStatus(statuses);
  },
};
