import type { FoundStance, StanceEvent } from '../../dsp/sway/stance.ts';
import type { StanceQuality } from '../../dsp/sway/stanceQuality.ts';
import type { Finding, Span } from '../../model/index.ts';
import type { TestInput } from './define.ts';
import type { Forward } from './stanceForward.ts';

export interface StanceFacts {
  readonly input: TestInput;
  readonly stance: FoundStance;
  readonly quietS: number;
  readonly minStandingS: number;
  readonly durationS: number;
  /** The time it was held is the result: an end before the time is no fault of the recording. */
  readonly isHeld: boolean;
  readonly forward: Forward;
  /** Null where nothing was quiet. */
  readonly quality: StanceQuality | null;
}

/** Limits of what a therapist should accept: own choices. */
const LATE_S = 3;
/** Who moves so soon after the "go" had not taken up the stance. */
const AT_ONCE_S = 1;
/** Before a test without a "go" somebody may take so long to stand still. */
const LATE_WITHOUT_GO_S = 5;
const RESTLESS_S = 1.5;
const MOVED_DEG = 6;
const STEEP_DEG = 35;
const DISAGREE_DEG = 25;
const MOST_LOST = 0.1;
const LONGEST_GAP_S = 1;

const REPEAT = 'Repeat the test.';
const eventWords: Record<StanceEvent['kind'], string> = { step: 'a foot was moved', lossOfBalance: 'the balance was lost' };

/** What a therapist must know before accepting a stance. Each names what was seen, and what to do. */
export function stanceFindings({ input: { series, marks }, stance, quietS, minStandingS, durationS, isHeld, forward, quality }: StanceFacts): Finding[] {
  const { sampleRateHz: fs } = series;
  const times = ({ start, end }: Span) => ({ startS: start / fs, endS: end / fs });
  const findings: Finding[] = [];
  const problem = (code: string, message: string, span: Span = stance): void => void findings.push({ code, severity: 'problem', message: `${message} ${REPEAT}`, ...times(span) });
  const note = (code: string, message: string, span: Span = stance): void => void findings.push({ code, severity: 'note', message, ...times(span) });

  const heldS = (stance.end - stance.start) / fs;
  const [event] = stance.events;
  if (event !== undefined && (stance.ended === 'step' || stance.ended === 'lossOfBalance')) {
    const after = `${heldS.toFixed(1)} s after the beginning`;
    if (isHeld) note('STANCE_ENDED', `The stance ended ${after}: ${eventWords[event.kind]}. Watch the person, not only the number.`, event);
    else problem(event.kind === 'step' ? 'STEPPED' : 'BALANCE_LOST', `${capital(eventWords[event.kind])} ${after}; sway was measured up to there.`, event);
  }
  if (stance.ended === 'stop' && isHeld) note('STOPPED', `The end was marked ${heldS.toFixed(1)} s after the beginning.`);
  if (stance.ended === 'recordingEnd' && (isHeld || quietS >= minStandingS)) {
    const message = `The recording ends ${heldS.toFixed(1)} s into the stance, which should last ${durationS} s.`;
    if (isHeld) problem('TOO_SHORT', message);
    else note('ENDED_EARLY', message);
  }
  if (!isHeld && quietS < minStandingS) problem('TOO_SHORT', `Only ${quietS.toFixed(1)} s of quiet standing were found; this test asks for at least ${minStandingS} s.`);

  if (isHeld && !marks.some(({ type }) => type === 'go')) note('NO_GO_MARK', `Nobody marked "go", so the time was counted from where the trunk first became calm, ${(stance.start / fs).toFixed(1)} s after the recording began. If the person took up the stance only later, the time is wrong.`);
  const go = marks.find(({ type }) => type === 'go')?.sample ?? null;
  if (go !== null && (stance.start - go) / fs > LATE_S) problem('STARTED_LATE', `The person stood still only ${((stance.start - go) / fs).toFixed(1)} s after "go".`, { start: go, end: stance.start });
  if (go !== null && isHeld && event !== undefined && (event.start - go) / fs < AT_ONCE_S) problem('STARTED_LATE', 'The feet or the trunk still moved when "go" was said: the person was perhaps not yet in place.', event);
  if (go === null && stance.start / fs > LATE_WITHOUT_GO_S) note('STARTED_LATE', `The person stood still only ${(stance.start / fs).toFixed(1)} s after the recording began.`, { start: 0, end: stance.start });

  if (quality !== null) {
    const restlessS = quality.restless.reduce((sum, { start, end }) => sum + (end - start) / fs, 0);
    const [first] = quality.restless;
    const last = quality.restless.at(-1);
    if (first && last && restlessS > RESTLESS_S) problem('MOVED_ABOUT', `The trunk moved about for ${restlessS.toFixed(1)} s, as in talking, gestures or looking round.`, { start: first.start, end: last.end });
    if (quality.turnedDeg > MOVED_DEG) problem('SENSOR_MOVED', `The sensor turned by ${quality.turnedDeg.toFixed(0)} degrees while the person stood: it slipped, or the posture changed. Fasten it.`);
    if (quality.lost > MOST_LOST || quality.longestGapS > LONGEST_GAP_S) problem('STANCE_LOSS', `${(100 * quality.lost).toFixed(0)} % of the samples of the stance are missing, the longest gap lasts ${quality.longestGapS.toFixed(1)} s: a step in it would not be seen. Bring the sensor nearer.`);
  }
  if (forward.saidRiseDeg !== null && forward.saidRiseDeg > STEEP_DEG) problem('WRONG_MOUNTING', `The axis of the sensor that should point forward stands ${forward.saidRiseDeg.toFixed(0)} degrees from level: the sensor does not lie flat on the lower back.`);
  if (forward.disagreeDeg !== null && forward.disagreeDeg > DISAGREE_DEG) problem('WRONG_MOUNTING', `The walk in this recording goes ${forward.disagreeDeg.toFixed(0)} degrees away from where the sensor is said to point: it is worn another way than is said, or it slipped round the body.`);
  if (forward.direction === null) note('DIRECTIONS_UNKNOWN', forward.why);
  return findings;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
