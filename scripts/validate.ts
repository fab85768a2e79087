/** Prints how the software reads recordings with reference values. Needs the folder that SUREFOOT_VALIDATION_DATA names. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { summarise } from './validation/summary.ts';
import { scoreWalkTrials } from './validation/walkTrials.ts';

const root = process.env['SUREFOOT_VALIDATION_DATA'];
if (!root || !existsSync(root)) {
  console.error('Set SUREFOOT_VALIDATION_DATA to a folder of BIDS datasets with reference events, such as "voisard-walk".');
  process.exit(2);
}
const folder = join(root, 'voisard-walk');
if (!existsSync(folder)) {
  console.error(`${folder} does not exist: the dataset "voisard-walk" is needed.`);
  process.exit(2);
}

const scores = await scoreWalkTrials(folder);
if (process.argv.includes('--trials')) {
  console.table(
    scores.map((s) => ({
      trial: s.name,
      missed: s.straight.missed,
      extra: s.straight.extra,
      'missed, whole': s.whole.missed,
      'extra, whole': s.whole.extra,
      'wrong side': s.sidesWrong,
      'CV % ref': s.strideTimeCvPct[0].toFixed(2),
      'CV %': s.strideTimeCvPct[1].toFixed(2),
      'speed m/s ref': s.speedMps.map(([r]) => r.toFixed(2)).join(' '),
      'speed m/s': s.speedMps.map(([, f]) => f.toFixed(2)).join(' '),
      'turn error s': s.turnDurationErrorsS.map((e) => e.toFixed(2)).join(' '),
    })),
  );
}
console.log(`voisard-walk: ${scores.length} trials of ${new Set(scores.map((s) => s.person)).size} people, straight parts unless said`);
for (const [name, value] of summarise(scores)) console.log(`${name.padEnd(44)} ${value}`);
