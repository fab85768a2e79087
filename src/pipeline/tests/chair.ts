import { standUnderWay, type ChairReading } from '../../dsp/transfers/chairTest.ts';
import { findTransfers, type Transfer } from '../../dsp/transfers/transfers.ts';
import type { Walking } from '../../dsp/gait/walking.ts';
import type { Finding, Span } from '../../model/index.ts';
import { chairFindings } from './chairFindings.ts';
import { NO_PARTS, refuse, type TestReader, type TestRead } from './define.ts';
import { transferParts } from './transferParts.ts';

/** Rises in a row leave no time for a walk. */
const WALKED_S = 4;
const WALKED_SHARE = 0.15;

/** Rises from a chair: as many as there are, five, or those of 30 seconds. */
export const chair: TestReader = {
  reads: 'chair',
  read({ protocol, series, walking, marks, participant }): TestRead {
    const fs = series.sampleRateHz;
    const movements = findTransfers(series);
    const { transfers } = movements;
    const parts = { ...NO_PARTS, transfers: transferParts(transfers, fs, series.gyr !== null) };
    const walked = walkedS(walking, transfers, fs);
    if (!transfers.some((t) => t.kind === 'sitToStand')) {
      const looks = walked > WALKED_S ? `the person walks for ${walked.toFixed(0)} s` : transfers.length > 0 ? 'the person only sits down' : 'the person stays where they are';
      return refuse(`This is no test with a chair: no rise was found, ${looks}. Choose the test that was done, or, if the person could not rise, note the trial as unable.`, parts);
    }
    const inARow = protocol.metrics.some((id) => id.startsWith('chair.'));
    const span = (transfers[transfers.length - 1].end - transfers[0].start) / fs;
    if (inARow && walked > WALKED_S && walked > WALKED_SHARE * span) {
      return refuse(`These are no rises in a row: the person walks for ${walked.toFixed(0)} s in between, as in a timed up and go. Choose the test that was done.`, parts);
    }

    const rises = transfers.filter((t) => t.kind === 'sitToStand');
    const first = rises[0].start;
    const go = marks.filter(({ type, sample }) => type === 'go' && sample < rises[rises.length - 1].end).at(-1)?.sample ?? null;
    const start = go ?? first;
    const reading: ChairReading = {
      transfers,
      start,
      startedBy: go === null ? 'movement' : 'go',
      end: protocol.durationS === undefined ? null : start + protocol.durationS * fs,
      recorded: series.length,
      sampleRateHz: fs,
      hasGyroscope: series.gyr !== null,
      massKg: participant?.massKg ?? null,
      heightM: participant?.heightCm === undefined ? null : participant.heightCm / 100,
    };
    const counted = transfers.filter((t) => go === null || t.end > go);
    const end = Math.min(series.length, reading.end ?? transfers[transfers.length - 1].end);
    return {
      reading: { kind: 'chair', ...reading },
      refused: null,
      findings: [...chairFindings(series, movements, go, Math.min(start, counted[0]?.start ?? first), end), ...(inARow ? rowFindings(reading) : [])],
      parts,
    };
  },
};

function rowFindings(reading: ChairReading): Finding[] {
  const { transfers, end, recorded, startedBy, sampleRateHz: fs } = reading;
  const findings: Finding[] = [];
  if (startedBy === 'movement') {
    findings.push({ code: 'NO_GO_MARK', severity: 'note', message: 'Nobody marked the "go": the time starts with the first movement of the trunk.' });
  }
  const stopped = transfers.filter((t) => t.kind === 'sitToStand' && !t.complete && (end === null || t.end <= end));
  for (const t of stopped) {
    findings.push({ code: 'INCOMPLETE_RISE', severity: 'note', message: 'A rise stopped on the way and went back: it does not count.', startS: t.start / fs, endS: t.end / fs });
  }
  const last = standUnderWay(reading);
  if (last && end !== null) {
    const counts = last.halfWay !== null && last.halfWay <= end;
    const message = `A rise was under way when the time was up. It was ${counts ? 'more' : 'less'} than half-way, so it ${counts ? 'counts' : 'does not count'}.`;
    findings.push({ code: 'RISE_UNDER_WAY', severity: 'note', message, startS: last.start / fs, endS: last.end / fs });
  }
  if (end !== null && recorded < end - 0.25 * fs) {
    const message = `The recording ends ${((end - recorded) / fs).toFixed(1)} s before the time is up. Repeat the test, and stop recording only after the end.`;
    findings.push({ code: 'TOO_SHORT', severity: 'problem', message });
  }
  return findings;
}

/** Time that is spent walking and not with rising or sitting down: a quick row of those has a rhythm too. */
function walkedS(walking: Walking, transfers: readonly Transfer[], fs: number): number {
  const overlap = (a: Span, b: Span) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return walking.bouts.reduce((sum, b) => sum + (b.end - b.start - transfers.reduce((all, t) => all + overlap(b, t), 0)) / fs, 0);
}
