import { Option } from 'commander';
import { ASSISTANCE, FOOTWEAR, OUTCOMES, SURFACES, WALKING_AIDS } from '../../model/index.ts';
import type { Circumstances, Outcome } from '../../model/index.ts';
import type { CommandDefinition } from './define.ts';
import { addAnalysisOptions, analysisOptions } from '../analysisOptions.ts';
import { addDataOption, influxAddress } from '../environment.ts';
import { describeFailure, exitStatus, worstStatus, type ExitStatus } from '../exit.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { instant, integerBetween } from '../values.ts';
import { findRecordings, openClinic } from '../../app.ts';

export const importCommand: CommandDefinition = {
  name: 'import',
  summary: "Takes recordings into a clinic's data folder and analyses them.",
  examples: [
    'surefoot import recordings/ --data ./clinic',
    'surefoot import walk_motion.tsv --patient P-0042 --taken-at 2026-03-14T09:30:00+01:00 --walking-aid cane',
  ],

  declare(command) {
    command.argument('<path>', 'a recording, or a folder of recordings');
    addDataOption(addAnalysisOptions(command), 'data/clinic')
      .option('--patient <id>', "the clinic's number of the patient; otherwise the recording's participant id")
      .option('--taken-at <time>', 'when it was recorded; otherwise the time of the file', instant)
      .option('--visit <name>', 'recordings of one patient with the same name become one assessment')
      .addOption(new Option('--outcome <word>', 'how the trial ended').choices(OUTCOMES).default('done'))
      .addOption(new Option('--walking-aid <word>', 'walking aid').choices(WALKING_AIDS))
      .addOption(new Option('--footwear <word>', 'footwear').choices(FOOTWEAR))
      .addOption(new Option('--assistance <word>', 'assistance').choices(ASSISTANCE))
      .addOption(new Option('--surface <word>', 'surface').choices(SURFACES))
      .option('--workers <n>', 'threads that analyse a long recording; otherwise as many as the computer has cores', integerBetween(1, 64));
  },

  async run([path = ''], options) {
    const { answers = {}, ...analysis } = await analysisOptions(options);
    const { walkingAid, footwear, assistance, surface, courseM } = options;
    const circumstances = definedFields({ walkingAid, footwear, assistance, surface, courseLengthM: courseM }) as Circumstances;
    const recordings = await findRecordings(path);
    const clinic = await openClinic(options.data as string, 'clinic', { workers: options.workers as number | undefined, influx: influxAddress() });
    const progress = createProgress(process.stderr);
    const counts = { new: 0, updated: 0, known: 0 };
    const statuses: ExitStatus[] = [];
    try {
      for (const [index, recording] of recordings.entries()) {
        try {
          const taken = await clinic.intake(recording, {
            externalId: options.patient as string | undefined,
            takenAt: options.takenAt as string | undefined,
            visit: options.visit as string | undefined,
            outcome: options.outcome as Outcome,
            circumstances,
            answers,
            options: {
              ...analysis,
              onProgress: (stage, fraction) => progress.update(`${stage} ${index + 1} of ${recordings.length}: ${recording}`, (index + fraction) / recordings.length),
            },
          });
          counts[taken.status] += 1;
          progress.done();
          print(`${STATUS_WORDS[taken.status]}  ${recording}  assessment ${taken.assessmentId}`);
        } catch (error) {
          statuses.push(exitStatus(error));
          progress.message(describeFailure(error, process.env.SUREFOOT_LOG_LEVEL));
        }
      }
    } finally {
      progress.done();
      await clinic.close();
    }
    progress.message(`${counts.new} new, ${counts.known} already known, ${counts.updated} updated, ${statuses.length} failed.`);
    return worstStatus(statuses);
  },
};

const STATUS_WORDS = { new: 'new', known: 'already known', updated: 'updated' } as const;

function definedFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
