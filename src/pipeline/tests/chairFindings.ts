import type { ChairMovements, Transfer } from '../../dsp/transfers/transfers.ts';
import { angleDeg, type Vector3 } from '../../dsp/orientation/vector.ts';
import type { SensorSeries } from '../../dsp/series.ts';
import type { Finding } from '../../model/index.ts';

/** A pelvis tilts by 10 to 30 degrees between sitting and standing; a thigh by 60 and more. */
const THIGH_DEG = 50;
/** The same person stands, or sits, within some degrees of the time before. */
const MOVED_DEG = 20;
/** Across a longer gap a rise can be lost, or its edge. */
const LONGEST_GAP_S = 0.3;
/** People anticipate the "go" by less. */
const EARLY_S = 0.2;

/** What a therapist must know before accepting a test with a chair; a problem is answered by repeating it. */
export function chairFindings(series: SensorSeries, { transfers, track }: ChairMovements, go: number | null, from: number, to: number): Finding[] {
  const fs = series.sampleRateHz;
  const findings: Finding[] = [];
  const complete = transfers.filter((t) => t.complete);
  const up = (sample: number): Vector3 => {
    const i = Math.max(0, Math.min(series.length - 1, Math.round(sample)));
    return [track.up.x[i], track.up.y[i], track.up.z[i]];
  };
  const turned = complete.map((t) => angleDeg(up(t.start), up(t.end))).sort((a, b) => a - b);
  const typical = turned[Math.floor(turned.length / 2)] ?? 0;
  if (typical > THIGH_DEG) {
    const message = `The sensor turns by ${typical.toFixed(0)} degrees between sitting and standing, as on a thigh: wear it at the lower back and repeat the test.`;
    findings.push({ code: 'WRONG_MOUNTING', severity: 'problem', message });
  } else {
    // At the ends of rises the person stands, at the ends of sits the person sits.
    const moved = Math.max(...(['sitToStand', 'standToSit'] as const).map((kind) => slipDeg(complete, kind, up)));
    if (moved > MOVED_DEG) {
      const message = `The sensor sits ${moved.toFixed(0)} degrees otherwise at the end than at the beginning: it slipped. Fasten it and repeat the test.`;
      findings.push({ code: 'SENSOR_MOVED', severity: 'problem', message });
    }
  }
  const gap = series.gaps.find((g) => g.end > from && g.start < to && g.end - g.start > LONGEST_GAP_S * fs);
  if (gap) {
    const message = `The sensor sent nothing for ${((gap.end - gap.start) / fs).toFixed(1)} s during the test: a movement may be lost. Repeat the test.`;
    findings.push({ code: 'GAP_IN_TEST', severity: 'problem', message, startS: gap.start / fs, endS: gap.end / fs });
  }
  if (go !== null && from < go - EARLY_S * fs) {
    const message = `The person moved ${((go - from) / fs).toFixed(1)} s before "go". Repeat the test, and say "go" only when the person sits still.`;
    findings.push({ code: 'STARTED_EARLY', severity: 'problem', message, startS: from / fs, endS: go / fs });
  }
  return findings;
}

/** Between the first and the last time that somebody has stood up, or sat down. */
function slipDeg(transfers: readonly Transfer[], kind: Transfer['kind'], up: (sample: number) => Vector3): number {
  const ends = transfers.filter((t) => t.kind === kind);
  return ends.length < 2 ? 0 : angleDeg(up(ends[0].end), up(ends[ends.length - 1].end));
}
