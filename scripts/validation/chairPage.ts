import { TUG_PHASES, type TugPhase } from '../../src/dsp/transfers/timedUpAndGo.ts';
import { chairGrid, singleRises, type ChairReadingScore } from './chairGrid.ts';
import { recordedRises, type RecordedRises } from './recordedRises.ts';
import { table } from './table.ts';
import { TUG_GRID, tugGrid, type TugReading } from './tugGrid.ts';

export interface ChairProof {
  readonly tugs: readonly TugReading[];
  readonly stands: readonly ChairReadingScore[];
  readonly singles: readonly ChairReadingScore[];
  /** Null without the recordings. */
  readonly recorded: RecordedRises | null;
}

const TUGS = 400;
const STANDS = 400;

/** Simulates and reads everything: a few minutes. @param root folder of recorded datasets */
export async function chairProof(root: string): Promise<ChairProof> {
  const all = async <T>(list: AsyncGenerator<T>): Promise<T[]> => {
    const out: T[] = [];
    for await (const one of list) out.push(one);
    return out;
  };
  return { tugs: await all(tugGrid(TUGS)), stands: await all(chairGrid(STANDS)), singles: await all(singleRises(STANDS)), recorded: await recordedRises(root) };
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %`;

/** Share of readings whose error is known and within a limit. */
export function shareWithin(errors: readonly (number | null)[], limit: number): number {
  return errors.filter((e) => e !== null && Math.abs(e) <= limit).length / errors.length;
}

/** The limit that 95 % of the errors keep. */
function within95(errors: readonly (number | null)[]): string {
  const sorted = errors.map((e) => (e === null ? Infinity : Math.abs(e))).sort((a, b) => a - b);
  const limit = sorted[Math.ceil(0.95 * sorted.length) - 1];
  return Number.isFinite(limit) ? limit.toFixed(2) : 'none';
}

const phaseNames: Readonly<Record<TugPhase, string>> = {
  sitToStand: 'rising', walkOut: 'walk to the mark', turn: 'turn at the mark', walkBack: 'walk back', turnToSit: 'turn at the chair', standToSit: 'sitting down',
};

/** The section of docs/validation.md on tests with a chair. */
export function chairSection({ tugs, stands, singles, recorded }: ChairProof): string {
  const durations = [...stands, ...singles].flatMap((s) => s.durationErrorsS);
  const exact = (scores: readonly ChairReadingScore[], same: (s: ChairReadingScore) => boolean) => `${scores.filter(same).length} of ${scores.length} (${percent(scores.filter(same).length, scores.length)})`;
  const times = tugs.map((t) => t.trueS);
  const steps = tugs.filter((t) => t.stepsError !== null);
  return `## Simulated chairs: timed up and go, chair stands, single rises

Nobody was recorded. Movements follow minimum-jerk curves, by which beginnings and ends are also found: agreement shows that the code is right.
${tugs.length} patients, ${TUG_GRID.speedMps.join(' to ')} m/s, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} s from "go" to seated, most of them fidgeting before it, ${TUG_GRID.noiseLevels} noise levels, ${TUG_GRID.mountings} random mountings.

${table(
    ['timed up and go', 'share of patients', 'error that 95 % keep, s'],
    [
      ['total within .2 s', percent(tugs.filter((t) => t.durationErrorS !== null && Math.abs(t.durationErrorS) <= 0.2).length, tugs.length), within95(tugs.map((t) => t.durationErrorS))],
      ['from the first movement within .2 s', percent(tugs.filter((t) => t.movementErrorS !== null && Math.abs(t.movementErrorS) <= 0.2).length, tugs.length), within95(tugs.map((t) => t.movementErrorS))],
      ...TUG_PHASES.map((p) => {
        const errors = tugs.map((t) => t.phaseErrorsS[p]);
        return [`${phaseNames[p]} within .3 s`, percent(errors.filter((e) => e !== null && Math.abs(e) <= 0.3).length, tugs.length), within95(errors)];
      }),
      ['both turns found', percent(tugs.filter((t) => t.turnsFound === 2).length, tugs.length), ''],
      [`steps within one, of the ${steps.length} that have a count`, percent(steps.filter((t) => Math.abs(t.stepsError!) <= 1).length, steps.length), ''],
    ],
  )}

Rises of .8 to 4 s with little and much lean, on soft and hard seats; accelerometers off by up to .25 m/s², gyroscopes by 1.5 °/s; 50 to 200 Hz.
In the chair stands one rise in eight stops on the way, and one is under way when the 30 s are over. Single rises lie anywhere in 12 s, mostly after sitting down.

${table(
    ['chairs', 'recordings'],
    [
      ['30-second chair stand, count exact', exact(stands, (s) => s.countFound === s.countTrue)],
      ['30-second chair stand, every rise found and no other', exact(stands, (s) => s.risesFound === s.risesTrue)],
      ['single rise in 12 s, found and no other', exact(singles, (s) => s.risesFound === s.risesTrue)],
      ['duration of rises and sits within .15 s', `${durations.filter((e) => Math.abs(e) <= 0.15).length} of ${durations.length} (${percent(durations.filter((e) => Math.abs(e) <= 0.15).length, durations.length)})`],
    ],
  )}

${recorded === null ? '' : recordedText(recorded)}`;
}

function recordedText({ walks, walksWithRise, transfers, peerRises }: RecordedRises): string {
  const list = transfers.map((t) => `${t.kind === 'sitToStand' ? 'rises' : 'sits'} ${t.startS.toFixed(1)} to ${t.endS.toFixed(1)} s`).join(', ');
  return `### Recorded people

No rise is seen in ${walks - walksWithRise} of ${walks} recorded walks. In skdh-tests sub-01 (acceleration alone, with walks between) the software finds: ${list}.
The peer lists ${peerRises.length} rises there (${peerRises.map((s) => s.toFixed(1)).join(', ')} s): the last but one spans a walk that ends in sitting down, and the last is
cut off by the end of the recording; neither begins in the posture in which that person sits. They are not counted here.
`;
}
