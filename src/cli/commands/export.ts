import { Option } from 'commander';
import type { CommandDefinition } from './define.ts';
import { describeFailure, exitStatus, worstStatus, type ExitStatus } from '../exit.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { createExport, findRecordings } from '../../app.ts';

export const exportCommand: CommandDefinition = {
  name: 'export',
  summary: 'Writes recordings of any supported format as BIDS-Motion, CSV, Parquet or one packed file.',
  examples: ['surefoot export walk.cwa --to bids --out dataset', 'surefoot export walk.csv --to parquet --out parquet', 'surefoot export recordings/ --to csv --out tables --site lowerBack'],

  declare(command) {
    command
      .argument('<path>', 'a recording, or a folder of recordings')
      .addOption(new Option('--to <format>', 'bids: a BIDS-Motion dataset; csv: a table with a JSON sidecar; parquet: one small file that pandas and DuckDB read; packed: one small file, quick to read, for long recordings').choices(['bids', 'csv', 'packed', 'parquet']).makeOptionMandatory())
      .requiredOption('--out <folder>', 'folder to write to')
      .option('--site <site...>', 'only these sensors, by site or by their name in the recording')
      .option('--replace', 'write over recordings of the same name');
  },

  async run([path = ''], { to, out, site, replace }) {
    const recordings = await findRecordings(path);
    const exporting = await createExport({ to: to as 'bids' | 'csv' | 'packed' | 'parquet', root: path, out: out as string, sites: site as string[] | undefined, replace: replace === true });
    const progress = createProgress(process.stderr);
    const statuses: ExitStatus[] = [];
    for (const [index, recording] of recordings.entries()) {
      try {
        const written = await exporting(recording, (fraction) => progress.update(`exporting ${recording}`, (index + fraction) / recordings.length));
        progress.done();
        print(written);
      } catch (error) {
        statuses.push(exitStatus(error));
        progress.message(describeFailure(error, process.env.SUREFOOT_LOG_LEVEL));
      }
    }
    progress.done();
    if (recordings.length > 1 && statuses.length > 0) progress.message(`surefoot: ${statuses.length} of ${recordings.length} recordings could not be exported; the lines above say why.`);
    return worstStatus(statuses);
  },
};
