import { median } from '../../src/dsp/summary.ts';
import { STANCE_GRID, type StanceCase } from './stanceGrid.ts';
import { table } from './table.ts';

const percent = (part: number, of: number): string => (of === 0 ? 'none' : `${((100 * part) / of).toFixed(part === of ? 0 : 1)} %`);

/** The section of docs/validation.md on stances and what ends them. */
export function stanceSection(cases: readonly StanceCase[]): string {
  const ended = cases.filter(({ kind }) => kind !== 'none');
  const quiet = cases.filter(({ kind }) => kind === 'none');
  const row = (name: string, of: readonly StanceCase[]): string[] => {
    const errors = of.map(({ errorS }) => errorS).filter(Number.isFinite);
    const sizes = errors.map(Math.abs).sort((a, b) => a - b);
    return [
      name, String(of.length), percent(of.filter(({ found }) => found).length, of.length), percent(of.filter(({ kindRight }) => kindRight).length, of.length),
      errors.length > 0 ? median(errors).toFixed(2) : 'none', sizes.length > 0 ? sizes[Math.ceil(0.95 * sizes.length) - 1].toFixed(2) : 'none',
      sizes.length > 0 ? sizes[sizes.length - 1].toFixed(2) : 'none',
    ];
  };
  const by = <T>(values: readonly T[], of: (one: StanceCase) => T, words: (value: T) => string) => values.map((value) => row(words(value), ended.filter((one) => of(one) === value)));
  return `## Simulated stances: ${cases.length} of ten seconds, ended at a known time or not at all

Nobody was recorded. A step or a stumble of known size ends two thirds of the stances at a known time between ${STANCE_GRID.atS.join(' and ')} s; the others are undisturbed. Sway,
tremor and the sensor's noise vary, over ${STANCE_GRID.mountings} random mountings, a quarter of them without gyroscope. Steps and stumbles are a caricature: the limits were set on such stances and
held against real standing and real first steps, but no recorded failed stance was at hand. The time is that of the movement's beginning; a negative error is too early.

${table(
    ['stances', 'number', 'end found', 'called what it was', 'median error, s', '95 % within, s', 'furthest, s'],
    [
      row('ended by a step', ended.filter(({ kind }) => kind === 'step')),
      row('ended by a loss of balance', ended.filter(({ kind }) => kind === 'lossOfBalance')),
      ...by(STANCE_GRID.sizes, ({ size }) => size, (size) => `ended, ${size} of the usual size`),
      ...by(STANCE_GRID.tremorMps2, ({ tremorMps2 }) => tremorMps2, (sd) => `ended, tremor ${sd} m/s² an axis`),
      ...by(STANCE_GRID.noises.map(({ acc }) => acc), ({ noiseUg }) => noiseUg, (ug) => `ended, noise ${ug} µg/√Hz`),
      ...by([true, false], ({ hasGyroscope }) => hasGyroscope, (has) => (has ? 'ended, with gyroscope' : 'ended, no gyroscope')),
    ],
  )}

Of ${quiet.length} undisturbed stances ${quiet.filter(({ found }) => found).length} were said to have ended before their time, and ${quiet.filter(({ refused }) => refused).length} were refused as something else; of the ended ones ${ended.filter(({ refused }) => refused).length} were refused.
`;
}
