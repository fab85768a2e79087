import type { CommandDefinition } from './define.ts';
import { addDataOption } from '../environment.ts';
import { describeFailure, exitStatus, worstStatus, type ExitStatus } from '../exit.ts';
import { createProgress } from '../progress.ts';
import { integerBetween } from '../values.ts';
import { keeping } from '../../app.ts';

export const reanalyseCommand: CommandDefinition = {
  name: 'reanalyse',
  summary: 'Analyses every recording again whose algorithms have changed since; old values stay beside the new ones.',
  examples: ['surefoot reanalyse --data ./clinic', 'surefoot reanalyse --data ./clinic --workers 4'],

  declare(command) {
    addDataOption(command, 'data/clinic').option('--workers <n>', 'recordings at once; otherwise as many as the computer has cores', integerBetween(1, 64));
  },

  async run(_values, { data, workers }) {
    const progress = createProgress(process.stderr);
    const statuses: ExitStatus[] = [];
    const { reanalyseData } = await keeping();
    const counts = await reanalyseData(data as string, {
      workers: workers as number | undefined,
      onProgress: (fraction, done, total) => progress.update(`analysing ${Math.min(done + 1, total)} of ${total}`, fraction),
      onFailed: (trial, error) => {
        statuses.push(exitStatus(error));
        progress.message(`${describeFailure(error, process.env.SUREFOOT_LOG_LEVEL)} (trial ${trial.trialId})`);
      },
    });
    progress.done();
    progress.message(`${counts.renewed} analysed anew, ${counts.current} were of these algorithms already, ${counts.failed} failed. Interrupted, it goes on where it was.`);
    return worstStatus(statuses);
  },
};
