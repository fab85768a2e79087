import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { AppError } from '../model/index.ts';
import type { Answers, Participant, Sex } from '../model/index.ts';
import type { AnalyzeOptions } from '../pipeline/options.ts';
import { readAnswers } from '../app.ts';
import { numberBetween } from './values.ts';

/** What `analyze` and `import` can be told about the person and the test. */
export function addAnalysisOptions(command: Command): Command {
  return command
    .option('--protocol <id>', 'clinical test that was done, such as timedUpAndGo or stanceOpenFirm; an unknown one lists them all', 'walk')
    .option('--age <years>', 'age, years', numberBetween(2, 120, 'years'))
    .addOption(new Option('--sex <letter>', 'F or M').choices(['F', 'M']))
    .option('--height-cm <cm>', 'body height; length and speed need it, or the leg length', numberBetween(80, 230, 'cm'))
    .option('--leg-length-cm <cm>', 'leg length, greater trochanter to floor', numberBetween(35, 130, 'cm'))
    .option('--course-m <m>', 'length of the walkway between turns', numberBetween(1, 500, 'm'))
    .option('--stride-factor <number>', 'the person\'s own factor from a walk over a known course', numberBetween(0.6, 1.6, ''))
    .option('--site <site>', 'sensor that was worn at the lower back, if its name does not say so')
    .option('--answers <file>', 'JSON file of answers, such as {"falls.past12Months": 1}; the table names those that are missing');
}

export async function analysisOptions(options: Record<string, unknown>): Promise<AnalyzeOptions> {
  const participant = participantOf(options);
  const answers = options.answers === undefined ? undefined : await answersFrom(options.answers as string);
  return {
    protocol: options.protocol as string,
    ...(Object.keys(participant).length > 0 ? { participant } : {}),
    ...(options.courseM === undefined ? {} : { courseLengthM: options.courseM as number }),
    ...(options.site === undefined ? {} : { site: options.site as string }),
    ...(answers === undefined ? {} : { answers }),
  };
}

function participantOf({ age, sex, heightCm, legLengthCm, strideFactor }: Record<string, unknown>): Participant {
  return {
    ...(age === undefined ? {} : { ageYears: age as number }),
    ...(sex === undefined ? {} : { sex: sex as Sex }),
    ...(heightCm === undefined ? {} : { heightCm: heightCm as number }),
    ...(legLengthCm === undefined ? {} : { legLengthCm: legLengthCm as number }),
    ...(strideFactor === undefined ? {} : { strideFactor: strideFactor as number }),
  };
}

/** @throws AppError NO_SUCH_FILE, UNREADABLE or BAD_INPUT, naming the file. */
async function answersFrom(file: string): Promise<Answers> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppError('NO_SUCH_FILE', `${file} does not exist; give --answers an existing JSON file.`, { file });
    throw new AppError('UNREADABLE', `${file} cannot be read (${error.code ?? error.message}); give --answers a readable JSON file.`, { file }, { cause: error });
  });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new AppError('BAD_INPUT', `${file} is not JSON (${(error as Error).message}); write answers as {"falls.past12Months": 1}.`, { file }, { cause: error });
  }
  try {
    return readAnswers(raw);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${file}: ${error.message}`, { ...error.where, file }, { cause: error });
  }
}
