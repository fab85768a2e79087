import type { CommandDefinition } from './define.ts';
import { addDataOption } from '../environment.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { keeping } from '../../app.ts';

export const verifyCommand: CommandDefinition = {
  name: 'verify',
  summary: 'Checks everything in a data folder: database, audit, references, and every byte of every recording.',
  examples: ['surefoot verify --data ./clinic', 'surefoot verify --data ./clinic --json'],

  declare(command) {
    addDataOption(command, 'data/clinic').option('--json', 'what was found as one JSON object');
  },

  async run(_values, { data, json }) {
    const progress = createProgress(process.stderr);
    const { verifyData } = await keeping();
    const found = await verifyData(data as string, (done, total) => progress.update(`checking recording ${Math.min(done + 1, total)} of ${total}`, total > 0 ? done / total : 1));
    progress.done();
    if (json === true) print(JSON.stringify(found));
    else {
      for (const problem of found.problems) print(`problem  ${problem}`);
      for (const note of found.notes) print(`note     ${note}`);
      print(`${found.recordings} recordings, ${found.sealed} of them sealed: ${found.problems.length === 0 ? 'all is as it was written.' : `${found.problems.length} ${found.problems.length === 1 ? 'problem' : 'problems'}.`}`);
    }
    return found.problems.length === 0 ? 0 : 2;
  },
};
