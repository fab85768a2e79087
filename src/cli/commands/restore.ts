import type { CommandDefinition } from './define.ts';
import { addDataOption } from '../environment.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { keeping } from '../../app.ts';

export const restoreCommand: CommandDefinition = {
  name: 'restore',
  summary: 'Makes a data folder of a backup, compares every byte, and leaves out who was erased since.',
  examples: ['surefoot restore clinic.tar --data ./restored', 'surefoot restore /mnt/usb/clinic-2026-03-14 --data ./restored --erased ./clinic'],

  declare(command) {
    command.argument('<backup>', 'the folder or .tar file that "surefoot backup" wrote');
    addDataOption(command, 'data/restored')
      .option('--erased <path...>', 'data folders, backups or lists (erased.txt) that know who was erased after this backup; backups beside it are asked anyway');
  },

  async run([backup = ''], { data, erased }) {
    const progress = createProgress(process.stderr);
    const { restoreData } = await keeping();
    const { manifest, leftOut } = await restoreData(backup, data as string, (erased as string[] | undefined) ?? [], (done, total) => progress.update('restoring', done / total));
    progress.done();
    print(data as string);
    progress.message(`As it was at ${manifest.createdAt} (${manifest.software}), ${manifest.files.length} files, each compared. Where series are copied to InfluxDB, run "surefoot reindex" on it.${leftOut > 0 ? ` Left out: ${leftOut} ${leftOut === 1 ? 'person who was' : 'people who were'} erased since.` : ''}`);
    return 0;
  },
};
