import type { CommandDefinition } from './define.ts';
import { addDataOption } from '../environment.ts';
import { describeFailure, exitStatus, worstStatus, type ExitStatus } from '../exit.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { keeping } from '../../app.ts';

export const sealCommand: CommandDefinition = {
  name: 'seal',
  summary: 'Makes Parquet of recordings in a data folder where that loses nothing; new ones are sealed as they come in.',
  examples: ['surefoot seal --data ./clinic'],

  declare(command) {
    addDataOption(command, 'data/clinic');
  },

  async run(_values, { data }) {
    const progress = createProgress(process.stderr);
    const statuses: ExitStatus[] = [];
    const room = { sealed: 0, kept: 0, before: 0, after: 0 };
    const { sealData } = await keeping();
    await sealData(
      data as string,
      (done, total) => progress.update(`sealing recording ${done + 1} of ${total}`, done / total),
      (id, outcome) => {
        progress.done();
        if ('error' in outcome) {
          statuses.push(exitStatus(outcome.error));
          progress.message(describeFailure(outcome.error, process.env.SUREFOOT_LOG_LEVEL));
        } else if (outcome.sealed) {
          room.sealed += 1;
          room.before += outcome.bytesBefore;
          room.after += outcome.bytesAfter;
        } else {
          room.kept += 1;
          print(`kept  ${id}  ${outcome.why}`);
        }
      },
    );
    progress.done();
    progress.message(`${room.sealed} sealed (${megabytes(room.before)} as tables, ${megabytes(room.after)} now), ${room.kept} kept as they are, ${statuses.length} failed.`);
    return worstStatus(statuses);
  },
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
