import { mean, standardDeviation } from '../../src/dsp/summary.ts';
import type { AgreementPlot } from './blandAltman.ts';
import { groupByPerson, intervalByPerson } from './bootstrap.ts';
import { chairSection, type ChairProof } from './chairPage.ts';
import type { LabBoutScore } from './labBouts.ts';
import { f1 } from './matching.ts';
import type { SimulatedProof } from './simulated.ts';
import { simulatedSection } from './simulatedPage.ts';
import { FIGURE_LINES, walkFigures } from './summary.ts';
import { table } from './table.ts';
import type { TwoMinuteScore } from './twoMinuteWalks.ts';
import type { WalkTrialScore } from './walkTrials.ts';

export interface Validation {
  readonly walkTrials: readonly WalkTrialScore[];
  readonly labBouts: readonly LabBoutScore[];
  readonly twoMinuteWalks: readonly TwoMinuteScore[];
  readonly simulated: SimulatedProof;
  readonly chairs: ChairProof;
}

/** The figures with their interval by person: name, value, interval. */
export function figureRows(scores: readonly WalkTrialScore[]): [string, string, string][] {
  const people = groupByPerson(scores, (s) => s.person);
  const figures = walkFigures(scores);
  return FIGURE_LINES.map(({ name, pick, digits }) => {
    const [low, high] = intervalByPerson(people, (drawn) => pick(walkFigures(drawn)), 400);
    return [name, pick(figures).toFixed(digits), `${low.toFixed(digits)} to ${high.toFixed(digits)}`];
  });
}

/** The plots of the page, by file name. */
export function plots({ walkTrials }: Pick<Validation, 'walkTrials'>): Record<string, AgreementPlot> {
  return {
    'speed.svg': { title: 'Walking speed', unit: 'm/s', digits: 2, pairs: walkTrials.flatMap((s) => s.speedMps) },
    'stride-length.svg': { title: 'Stride length', unit: 'm', digits: 2, pairs: walkTrials.flatMap((s) => s.strideLengthM) },
    'stride-time.svg': { title: 'Stride time', unit: 'ms', digits: 0, pairs: walkTrials.map((s) => [1000 * s.strideTimeS[0], 1000 * s.strideTimeS[1]] as const) },
    'stride-time-cv.svg': { title: 'Stride-time CV', unit: '%', digits: 1, pairs: walkTrials.map((s) => s.strideTimeCvPct) },
  };
}

/** docs/validation.md as a whole. */
export function validationPage(validation: Validation, software: string): string {
  const { walkTrials, labBouts, twoMinuteWalks, simulated, chairs } = validation;
  const people = groupByPerson(walkTrials, (s) => s.person);
  const clean = walkTrials.filter((s) => s.straight.missed + s.straight.extra === 0);
  const two = (v: number) => v.toFixed(2);
  const pairs = (list: readonly (readonly [number, number])[]) => list.map(([r, f]) => `${two(r)} / ${two(f)}`).join(', ');
  const agreement = Object.values(plots(validation)).map(({ title, unit, pairs: p }) => {
    const differences = p.map(([r, f]) => f - r);
    const [bias, sd] = [mean(differences), standardDeviation(differences)];
    return [`${title}, ${unit}`, bias.toFixed(3), `${(bias - 1.96 * sd).toFixed(3)} to ${(bias + 1.96 * sd).toFixed(3)}`];
  });
  return `# How well it reads walking

Made by \`npm run validate\` with ${software}. Do not edit. The recordings are other people's and are not part of this repository;
\`SUREFOOT_VALIDATION_DATA\` names the folder that holds them.

## voisard-walk: ${walkTrials.length} walks of ${people.length} adults, one sensor at the lower back

Stand, walk 10 m, turn, walk back, stop. Contacts and turns were marked by hand from foot sensors; speed and stride length come from
foot sensors too and are secondary. Straight parts: from 1.5 s after the start to .5 s before the turn, and from .5 s after it to 1 s
before the stop. A contact counts within .25 s. Intervals: 95 %, people drawn with replacement; eight people are few.

Read these figures with care: constants of the contact search, and the limits of what counts as walking, were chosen on these same recordings.
Three of them chosen again with each person left out give a CV error of .394 to .404 percentage points, a whole-trial F1 of .960 to .971
and a straight F1 of .9992 (docs/adr/0007-gait-core.md). People who were never looked at may be read worse.

${table(['figure', 'value', 'interval by person'], figureRows(walkTrials))}

Stride-time CV on the ${clean.length} trials without a missed or extra contact in their straight parts:
MAE ${two(walkFigures(clean).cvMaePp)} percentage points, ICC(2,1) ${walkFigures(clean).cvIcc.toFixed(3)}.

### Agreement

${table(['quantity', 'bias', '95 % limits of agreement'], agreement)}

${Object.entries(plots(validation)).map(([file, { title }]) => `![${title}: difference over mean](images/validation/${file})`).join('\n')}

### By person

${table(
    ['person', 'trials', 'missed, extra contacts (straight)', 'missed, extra (whole)', 'CV reference / found, %', 'speed reference / found, m/s'],
    people.map((trials) => {
      const sum = (pick: (s: WalkTrialScore) => number) => String(trials.reduce((a, s) => a + pick(s), 0));
      return [
        trials[0].person,
        String(trials.length),
        `${sum((s) => s.straight.missed)}, ${sum((s) => s.straight.extra)}`,
        `${sum((s) => s.whole.missed)}, ${sum((s) => s.whole.extra)}`,
        pairs(trials.map((s) => s.strideTimeCvPct)),
        pairs(trials.flatMap((s) => s.speedMps)),
      ];
    }),
  )}

## mobgap-lab: one healthy older adult, optical motion capture

Two straight walks and one trial of daily activities with short bouts, turns and chairs. A contact counts within .5 s, inside the bouts.

${table(
    ['recording', 'contacts F1', 'sides right', 'bouts without a stride', 'bout speed reference / found, m/s'],
    labBouts.map((s) => [s.name, f1(s.contacts).toFixed(3), `${s.sidesRight} of ${s.sidesRight + s.sidesWrong}`, String(s.boutsMissed), pairs(s.speedMps)]),
  )}

Mean absolute error of bout speed: ${mean(labBouts.flatMap((s) => s.speedMps).map(([r, f]) => Math.abs(f - r))).toFixed(3)} m/s.

## moving-reality: two stroke survivors, two minutes of walking

Reference from the feet (secondary); heights unknown, 170 cm given to every method.

${table(
    ['recording', 'cadence reference / found, steps/min', 'speed reference / found, m/s'],
    twoMinuteWalks.map((s) => [s.name, s.cadenceSpm.map((v) => v.toFixed(1)).join(' / '), s.speedMps.map(two).join(' / ')]),
  )}

${simulatedSection(simulated)}
${chairSection(chairs)}`;
}
