/**
 * `npm run validate`: how the software reads recordings with reference values.
 * Needs the folder that SUREFOOT_VALIDATION_DATA names; prints the table and writes docs/validation.md with its plots.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SOFTWARE } from '../src/pipeline/algorithms.ts';
import { blandAltmanSvg } from './validation/blandAltman.ts';
import { chairProof, shareWithin } from './validation/chairPage.ts';
import { scoreLabBouts } from './validation/labBouts.ts';
import { figureRows, plots, validationPage } from './validation/page.ts';
import { simulatedProof } from './validation/simulated.ts';
import { GOALS, shareMeeting } from './validation/simulatedGoals.ts';
import { scoreTwoMinuteWalks } from './validation/twoMinuteWalks.ts';
import { scoreWalkTrials } from './validation/walkTrials.ts';

const root = process.env['SUREFOOT_VALIDATION_DATA'];
if (!root || !existsSync(root)) {
  console.error('Set SUREFOOT_VALIDATION_DATA to a folder of BIDS datasets with reference events, such as "voisard-walk".');
  process.exit(2);
}
const dataset = (name: string) => {
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  console.error(`${folder} does not exist: the dataset "${name}" is needed.`);
  process.exit(2);
};

const validation = {
  walkTrials: await scoreWalkTrials(dataset('voisard-walk')),
  labBouts: await scoreLabBouts(dataset('mobgap-lab')),
  twoMinuteWalks: await scoreTwoMinuteWalks(dataset('moving-reality')),
  simulated: await simulatedProof(root),
  chairs: await chairProof(root),
};
console.log(`voisard-walk: ${validation.walkTrials.length} trials; 95 % intervals by person`);
for (const [name, value, interval] of figureRows(validation.walkTrials)) console.log(`${name.padEnd(52)} ${value.padStart(9)}   (${interval})`);
const simulated = validation.simulated.walks.filter((w) => w.hasGyroscope);
console.log(`Simulated: share of ${simulated.length} walks that reach each goal; no gait where nobody walks in ${validation.simulated.idle.filter((r) => r.falseGaitS === 0).length} of ${validation.simulated.idle.length} recordings`);
for (const { name } of GOALS) console.log(`${name.padEnd(52)} ${(100 * shareMeeting(name, simulated)).toFixed(1).padStart(7)} %`);
const { tugs, stands, singles } = validation.chairs;
console.log(`Simulated timed up and go: total within .2 s in ${(100 * shareWithin(tugs.map((t) => t.durationErrorS), 0.2)).toFixed(1)} % of ${tugs.length}, both turns in ${tugs.filter((t) => t.turnsFound === 2).length}`);
console.log(`Simulated chairs: count exact in ${stands.filter((s) => s.countFound === s.countTrue).length} of ${stands.length}, single rises in ${singles.filter((s) => s.risesFound === 1).length} of ${singles.length}`);

const images = join('docs', 'images', 'validation');
await mkdir(images, { recursive: true });
for (const [file, plot] of Object.entries(plots(validation))) await writeFile(join(images, file), blandAltmanSvg(plot));
await writeFile(join('docs', 'validation.md'), validationPage(validation, SOFTWARE));
console.log('Written: docs/validation.md and its plots.');
