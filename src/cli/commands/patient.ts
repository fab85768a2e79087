import { Argument } from 'commander';
import { AppError } from '../../model/index.ts';
import type { CommandDefinition } from './define.ts';
import { addDataOption } from '../environment.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { keeping } from '../../app.ts';

/** Stands in the audit for whoever sits at the keyboard. */
const ACTOR = 'command line';

export const patientCommand: CommandDefinition = {
  name: 'patient',
  summary: "Exports everything of one patient in readable files, or erases the patient from the clinic's data.",
  examples: ['surefoot patient export P-0042 --data ./clinic --out p-0042', 'surefoot patient erase P-0042 --data ./clinic --confirm P-0042'],

  declare(command) {
    command
      .addArgument(new Argument('<act>', 'what to do').choices(['export', 'erase']))
      .argument('<patient>', "the clinic's number of the patient, or the id");
    addDataOption(command, 'data/clinic')
      .option('--out <folder>', 'export: a new folder')
      .option('--confirm <patient>', 'erase: the number or id again; without it you are shown what would go, and nothing is erased');
  },

  async run([act, who = ''], { data, out, confirm }) {
    return act === 'export' ? exportOne(data as string, who, out as string | undefined) : eraseOne(data as string, who, confirm as string | undefined);
  },
};

async function exportOne(data: string, who: string, out: string | undefined): Promise<0> {
  if (out === undefined) throw new AppError('BAD_INPUT', 'Say where to: --out FOLDER, a new one.', { field: 'out' });
  const progress = createProgress(process.stderr);
  const { exportPatientData } = await keeping();
  const written = await exportPatientData(data, who, out, ACTOR, (done, total) => progress.update('exporting', total > 0 ? done / total : 1));
  progress.done();
  print(out);
  progress.message(`${written.recordings} recordings and ${written.analyses} analyses. README.txt in it says what is where.`);
  return 0;
}

async function eraseOne(data: string, who: string, confirm: string | undefined): Promise<0 | 2> {
  const { describePatient, erasePatientData } = await keeping();
  const { patient, assessments, analyses, recordings } = await describePatient(data, who);
  const what = `${assessments} assessments, ${analyses} analyses, ${recordings} recordings`;
  if (confirm === undefined) {
    print(`${patient.displayName} (${patient.externalId ?? patient.id}): ${what}. Nothing was erased. To erase them for good, add --confirm ${who}`);
    return 2;
  }
  if (confirm !== who) throw new AppError('BAD_INPUT', `--confirm says "${confirm}", and the patient is "${who}": both must be the same. Nothing was erased.`, { field: 'confirm' });
  await erasePatientData(data, who, ACTOR);
  print(`Erased: ${what}. The audit keeps that it was done, under the id ${patient.id}.`);
  createProgress(process.stderr).message('Backups made before still hold them. Whoever restores one leaves them out if it lies beside a newer backup, or is told with --erased where this data folder is.');
  return 0;
}
