import type { CommandDefinition } from './define.ts';
import { addDataOption } from '../environment.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { keeping } from '../../app.ts';

export const backupCommand: CommandDefinition = {
  name: 'backup',
  summary: 'Copies everything of a data folder, also while a server works on it.',
  examples: ['surefoot backup --data ./clinic --out /mnt/usb/clinic-2026-03-14', 'surefoot backup --data ./clinic --out clinic.tar'],

  declare(command) {
    addDataOption(command, 'data/clinic').requiredOption('--out <path>', 'a new folder, or a new file that ends in .tar');
  },

  async run(_values, { data, out }) {
    const progress = createProgress(process.stderr);
    const { backUpData } = await keeping();
    const written = await backUpData(data as string, out as string, (done, total) => progress.update('backing up', total > 0 ? done / total : 1));
    progress.done();
    print(out as string);
    progress.message(`${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB, ${written.recordings} recordings.`);
    return 0;
  },
};
