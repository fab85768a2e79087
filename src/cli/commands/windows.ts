import { once } from 'node:events';
import type { CommandDefinition } from './define.ts';
import { createProgress } from '../progress.ts';
import { windowTable } from '../../app.ts';

export const windowsCommand: CommandDefinition = {
  name: 'windows',
  summary: 'Prints what every ten seconds of a recording show, one line a second of it, as CSV.',
  examples: ['surefoot windows walk_motion.tsv > walk-windows.csv', 'surefoot windows week.sfpk > week-windows.csv', 'surefoot windows dot.csv --site "Lower back" > windows.csv'],

  declare(command) {
    command
      .argument('<path>', 'one recording, of any length')
      .option('--site <site>', 'sensor that was worn at the lower back, if its name does not say so')
      .addHelpText('after', '\nColumns, units and what is left out: docs/formats.md. Windows are computed whether somebody walks or not.');
  },

  async run([path = ''], options) {
    const progress = createProgress(process.stderr);
    try {
      for await (const lines of windowTable(path, { site: options.site as string | undefined, onProgress: (fraction) => progress.update(`windows of ${path}`, fraction) })) {
        // Whoever reads slowly, or writes to a slow disk, must not have a week of lines wait in memory.
        if (!process.stdout.write(lines)) await once(process.stdout, 'drain');
      }
    } finally {
      progress.done();
    }
    return 0;
  },
};
