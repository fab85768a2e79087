import { median } from '../../src/dsp/summary.ts';
import type { SimulatedProof } from './simulated.ts';
import { byPoorness, GOALS, shareMeeting, type GoalName } from './simulatedGoals.ts';
import { GRID, type GridWalk } from './simulatedGrid.ts';
import type { IdleReading } from './simulatedIdle.ts';
import type { LossReading } from './simulatedLoss.ts';
import { stanceSection } from './stancePage.ts';
import { table } from './table.ts';

const SPEED_BANDS = [[0.3, 0.45], [0.45, 0.6], [0.6, 0.8], [0.8, 1.2], [1.2, 1.6]] as const;
const CV_BANDS = [[1, 4], [4, 7], [7, 10]] as const;
const WORST = 12;

const digits = (value: number, count: number) => (Number.isFinite(value) ? value.toFixed(count) : 'none');
const percent = (share: number) => `${(100 * share).toFixed(share === 1 ? 0 : 1)} %`;
const typical = (walks: readonly GridWalk[], pick: (w: GridWalk) => number, count: number) => {
  const values = walks.map(pick).filter(Number.isFinite).map(Math.abs);
  return values.length > 0 ? median(values).toFixed(count) : 'none';
};

/** The section of docs/validation.md on simulated walkers. */
export function simulatedSection({ walks, idle, simulatedLosses, recordedLosses, rates, stances }: SimulatedProof): string {
  const [withGyro, without] = [true, false].map((has) => walks.filter((w) => w.hasGyroscope === has));
  const shares = (band: readonly GridWalk[], names: readonly GoalName[]) => names.map((name) => percent(shareMeeting(name, band)));
  const banded: readonly GoalName[] = ['gait found', 'initial contacts F1 at least .995, whole walk', 'stride-time CV within .5 percentage points', 'walking speed within 5 %'];
  const bands = (ranges: readonly (readonly [number, number])[], value: (w: GridWalk) => number, unit: string) => ranges.map(([least, most]) => {
    const band = withGyro.filter((w) => value(w) >= least && value(w) < most);
    return [`${least} to ${most} ${unit}`, String(band.length), ...shares(band, banded)];
  });
  return `## Simulated walkers: ${withGyro.length} walks of about a minute with an exact truth

Nobody was recorded. The simulator invents walkers whose contacts, turns and lengths are known exactly, so rare and extreme walkers can be
tried; it is a caricature of gait, and vertical movement follows the very model by which length is estimated. Agreement shows that the
code is right, not that it holds for people. Speed ${GRID.speedMps.join(' to ')} m/s, stride-time CV ${GRID.cvPct.join(' to ')} %, asymmetry ${GRID.asymmetryPct.join(' to ')} %,
${GRID.mountings} random mountings, 10 m there and back, each read with and without gyroscope. A contact counts within .25 s.

${table(
    ['share of walks with', 'gyroscope', 'no gyroscope'],
    GOALS.map(({ name, needsGyroscope }) => [name, percent(shareMeeting(name, withGyro)), needsGyroscope ? '' : percent(shareMeeting(name, without))]),
  )}

Typical (median) absolute error with gyroscope: CV ${typical(withGyro, (w) => w.reading.cvErrorPp, 2)} percentage points, speed ${typical(withGyro, (w) => w.reading.speedErrorPct, 1)} %,
asymmetry ${typical(withGyro, (w) => w.reading.asymmetryErrorPp, 1)} percentage points, contact bias ${typical(withGyro, (w) => w.reading.contactBiasMs, 0)} ms.
Without a gyroscope strides in turns cannot be left out, so variability is read too high: typical error ${typical(without, (w) => w.reading.cvErrorPp, 2)}.

### Where it holds and where not

${table(['walks', 'number', ...banded], [...bands(SPEED_BANDS, (w) => w.speedMps, 'm/s'), ...bands(CV_BANDS, (w) => w.cvPct, '% CV')])}

The ${WORST} walks read worst:

${table(
    ['walk', 'speed, m/s', 'CV, %', 'asymmetry, %', 'mounting', 'F1', 'CV error, pp', 'speed error, %', 'asymmetry error, pp', 'turns'],
    [...withGyro].sort(byPoorness).slice(0, WORST).map(({ number, speedMps, cvPct, asymmetryPct, mounting, reading: r }) => [
      String(number), digits(speedMps, 2), digits(cvPct, 1), digits(asymmetryPct, 0), String(mounting), digits(r.f1, 4),
      digits(r.cvErrorPp, 2), digits(r.speedErrorPct, 1), digits(r.asymmetryErrorPp, 1), `${r.turnsFound} of ${r.turnsTrue}`,
    ]),
  )}

### No gait where nobody walks

Seconds read as gait in simulated recordings without any level walking (in \`dailyLife\`: outside its walks).
The limits of what counts as walking were set on these very seeds. On 20 others (11 to 30) restless sitting was read as gait in 3
recordings (36 s of 1800), standing, lying, shaking and repeated rising in none.

${table(['scenario', 'recordings', 'with false gait', 'false gait, s of s', 'during'], idleRows(idle))}

### Lost samples

Samples are taken away at random places and the time axis is kept. Mean absolute error of stride-time CV, and its change against the
undisturbed recordings: of the software's own value, which leaves strides across longer gaps out and chooses its steady strides itself,
and of all found contacts of the straight parts.

${table(
    ['walks', 'lost', 'CV MAE, pp', 'change', 'with a CV', 'by contacts, pp', 'change', 'contacts F1', 'strides kept'],
    [...lossRows('simulated', simulatedLosses), ...lossRows('voisard-walk', recordedLosses ?? [])],
  )}

### Sampling rates

The same ${rates[0].walks} walks recorded at several rates, against their reading at ${rates[rates.length - 1].sampleRateHz} Hz.

${table(
    ['rate, Hz', 'contacts F1', 'contacts within a sample or 10 ms', 'furthest, ms', 'CV changes at most, pp', 'CV MAE against the truth, pp'],
    rates.map((r) => [String(r.sampleRateHz), digits(r.meanF1, 4), percent(r.contactsNearShare), digits(r.largestMoveMs, 1), digits(r.cvLargestChangePp, 2), digits(r.cvMaePp, 2)]),
  )}

${stanceSection(stances)}`;
}

function idleRows(idle: readonly IdleReading[]): string[][] {
  return [...new Set(idle.map((r) => r.scenario))].map((scenario) => {
    const readings = idle.filter((r) => r.scenario === scenario);
    const total = (pick: (r: IdleReading) => number) => readings.reduce((sum, r) => sum + pick(r), 0);
    const during = new Set(readings.flatMap((r) => r.parts.filter((p) => p.falseS > 0).map((p) => p.type.replaceAll('_', ' '))));
    return [
      scenario,
      String(readings.length),
      String(readings.filter((r) => r.falseGaitS > 0).length),
      `${total((r) => r.falseGaitS).toFixed(0)} of ${total((r) => r.recordedS).toFixed(0)}`,
      [...during].join(', '),
    ];
  });
}

function lossRows(name: string, readings: readonly LossReading[]): string[][] {
  return readings.map((r) => [
    name,
    r.loss.pct === 0 ? 'nothing' : `${r.loss.pct} % in runs of ${r.loss.run}`,
    digits(r.cvMaePp, 3),
    digits(r.cvMaePp - readings[0].cvMaePp, 3),
    `${r.withCv} of ${r.readings}`,
    digits(r.contactCvMaePp, 3),
    digits(r.contactCvMaePp - readings[0].contactCvMaePp, 3),
    digits(r.meanF1, 4),
    percent(r.strideShare),
  ]);
}
