import { findTimedUpAndGo, TUG_PHASES, tugPhase, type NoTug } from '../../dsp/transfers/timedUpAndGo.ts';
import { analyseWalking } from '../../dsp/gait/walking.ts';
import { cutSeries, type SensorSeries } from '../../dsp/series.ts';
import { findTransfers } from '../../dsp/transfers/transfers.ts';
import type { Finding, Span } from '../../model/index.ts';
import { seconds, significant } from '../document.ts';
import { chairFindings } from './chairFindings.ts';
import { NO_PARTS, refuse, type TestParts, type TestReader, type TestRead } from './define.ts';
import { transferParts } from './transferParts.ts';

const WHY: Readonly<Record<NoTug, string>> = {
  noRise: 'no rise from a chair was found after the "go", or at all',
  noSit: 'the person does not sit down at the end; record until three seconds after the person sits, and repeat',
  noTurn: 'the person does not turn round between rising and sitting down, as in rises in a row',
  noSteps: 'the person does not walk between rising and sitting down',
};
/** The recording goes on for so long after sitting down, so that its end is seen. */
const AFTER_S = 0.5;
const SHORTEST_WALK_S = 2;

/** Rise, walk 3 m, turn, walk back, turn and sit down. */
export const timedUpAndGo: TestReader = {
  reads: 'timedUpAndGo',
  read({ series, marks }): TestRead {
    const fs = series.sampleRateHz;
    const movements = findTransfers(series);
    const go = marks.filter(({ type }) => type === 'go').map(({ sample }) => sample);
    const found = findTimedUpAndGo(movements, (span) => stepsIn(series, span), go, fs);
    const parts: TestParts = { ...NO_PARTS, transfers: transferParts(movements.transfers, fs, series.gyr !== null) };
    if (typeof found === 'string') return refuse(`This is no timed up and go: ${WHY[found]}. Choose the test that was done.`, parts);
    return {
      reading: { kind: 'timedUpAndGo', ...found },
      refused: null,
      findings: [...chairFindings(series, movements, found.go, found.rise.start, found.sit.end), ...tugFindings(found, series.length, fs)],
      parts: {
        ...parts,
        phases: TUG_PHASES.flatMap((name) => {
          const span = tugPhase(found, name);
          return span ? [{ name, startS: seconds(span.start / fs), endS: seconds(span.end / fs) }] : [];
        }),
        turns: [found.turn, found.turnToSit].flatMap((turn) =>
          turn ? [{ startS: seconds(turn.start / fs), endS: seconds(turn.end / fs), angleDeg: significant(turn.angleDeg), peakVelocityDegPerS: significant(turn.peakVelocityDegPerS) }] : [],
        ),
      },
    };
  },
};

/** Looked for between rising and sitting alone: bending of the trunk hides so short a walk. */
function stepsIn(series: SensorSeries, span: Span): number {
  const part = cutSeries(series, span);
  return part.length < SHORTEST_WALK_S * series.sampleRateHz ? 0 : analyseWalking(part, null).bouts.reduce((sum, b) => sum + b.contacts.length, 0);
}

function tugFindings({ go, turn, turnToSit, sit, hasGyroscope }: Exclude<ReturnType<typeof findTimedUpAndGo>, string>, recorded: number, fs: number): Finding[] {
  const findings: Finding[] = [];
  if (go === null) {
    findings.push({ code: 'NO_GO_MARK', severity: 'note', message: 'Nobody marked the "go": only the time from the first movement is known. Press the button on "go", or enter the stopwatch time.' });
  }
  if (hasGyroscope && (!turn || !turnToSit)) {
    findings.push({ code: 'TURN_NOT_FOUND', severity: 'note', message: `The turn ${turn ? 'in front of the chair' : 'round the mark'} was not found, so the phases around it are missing.` });
  }
  if (recorded - sit.end < AFTER_S * fs) {
    findings.push({ code: 'TOO_SHORT', severity: 'problem', message: 'The recording ends while the person sits down, so the end of the test is not sure. Repeat it, and stop recording three seconds after the person sits.' });
  }
  return findings;
}
