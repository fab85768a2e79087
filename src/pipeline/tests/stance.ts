import { project, type BodyFrame } from '../../dsp/orientation/bodyFrame.ts';
import { horizontal } from '../../dsp/orientation/movingFrame.ts';
import { cross, normalise, perpendicular, type Vector3 } from '../../dsp/orientation/vector.ts';
import type { SensorSeries } from '../../dsp/series.ts';
import { mean } from '../../dsp/summary.ts';
import { calmSpans, findStance, type FoundStance } from '../../dsp/sway/stance.ts';
import { stanceQuality } from '../../dsp/sway/stanceQuality.ts';
import { swaySet } from '../../dsp/sway/swaySet.ts';
import type { StanceReading } from '../../metrics/sway/reading.ts';
import type { Circumstances, Measured, Span } from '../../model/index.ts';
import { seconds } from '../document.ts';
import { refuse, type TestInput, type TestParts, type TestRead, type TestReader } from './define.ts';
import { stanceFindings } from './stanceFindings.ts';
import { forwardOf, type Forward } from './stanceForward.ts';
import { notStanding, tooStill } from './stanceRefusal.ts';

/** The body settles into a stance: its first moments are no quiet standing. Own choice. */
const SETTLING_S = 2;
/** Sway of less quiet standing is marked: its slowest wave fits in only three times. */
const SHORT_S = 20;
/** Path and jerk grow with time: stances of unlike length are marked, so that they are not compared unawares. */
const WHOLE_SHARE = 0.9;
/** A stance without a time of its own: as long as the longest that is usual. */
const USUAL_S = 30;
const LEAST_GRAVITY_MPS2 = 0.1;
const STILL = 'The sensor hardly moves: nobody who stands is so still. It looks like sitting, lying, or a sensor that nobody wears. Put it on the lower back and repeat the test, standing.';
const NO_BIAS: Vector3 = [0, 0, 0];

/** Standing: how long it was held, how it ended, and the sway of its quiet part. */
export const stanceReader: TestReader = {
  reads: 'stance',

  read(input: TestInput): TestRead {
    const { protocol, series, marks } = input;
    const { sampleRateHz: fs } = series;
    const durationS = protocol.durationS ?? USUAL_S;
    const minStandingS = protocol.minStandingS ?? SHORT_S;
    const isHeld = protocol.metrics.includes('stance.heldTime');
    const mark = (type: string): number | null => marks.find((one) => one.type === type)?.sample ?? null;
    const stance = findStance(series, { go: mark('go'), stop: marks.findLast(({ type }) => type === 'stop')?.sample ?? null, durationS, isHeld });
    if (!feelsGravity(series)) return refuse(STILL);
    const refused = notStanding(input, stance, durationS);
    if (stance === null || refused !== null) return refuse(refused ?? 'Nobody stands still for two seconds in this recording, so there is no stance to measure. Repeat the test.');

    const quiet = quietPart(stance, fs);
    const quietS = quiet === null ? 0 : (quiet.end - quiet.start) / fs;
    const level = levelled(series, input, quiet ?? { start: stance.start, end: Math.min(series.length, Math.max(stance.end, stance.start + Math.round(fs))) });
    const sway = quiet !== null && quietS >= minStandingS ? swaySet(...level.signals(quiet), fs, level.gravityMps2) : null;
    if (tooStill(sway, quietS)) return refuse(STILL);

    const held = heldTime(stance, fs, durationS);
    const reading: StanceReading = {
      held,
      sway,
      noSway: sway === null ? `Only ${quietS.toFixed(1)} s of quiet standing were found after the first ${SETTLING_S} s; sway needs at least ${minStandingS} s.` : null,
      noDirections: level.forward.direction === null ? level.forward.why : null,
      short: quietS < Math.max(SHORT_S, WHOLE_SHARE * (durationS - SETTLING_S)),
    };
    return {
      reading: { kind: 'stance', ...reading },
      refused: null,
      findings: stanceFindings({
        input, stance, quietS, minStandingS, durationS, isHeld, forward: level.forward,
        quality: quiet === null ? null : stanceQuality(series, stance, quiet),
      }),
      parts: parts(stance, quiet, held, protocol.circumstances ?? {}, fs),
      ...(level.frame === null ? {} : { frame: level.frame }),
    };
  },
};

/** A sensor that sends nothing but noughts has no up. */
function feelsGravity({ acc: { x, y, z } }: SensorSeries): boolean {
  return Math.hypot(mean(x), mean(y), mean(z)) > LEAST_GRAVITY_MPS2;
}

/** From when the body has settled to the end; null where nothing is left. With a "go" the body may settle only after it. */
function quietPart(stance: FoundStance, fs: number): Span | null {
  const calm = calmSpans(stance.unrest).find(({ start, end }) => Math.min(end, stance.end) - Math.max(start, stance.start) >= fs);
  if (calm === undefined) return null;
  const start = Math.max(stance.start, calm.start) + Math.round(SETTLING_S * fs);
  return start < stance.end ? { start, end: stance.end } : null;
}

interface Levelled {
  readonly gravityMps2: number;
  readonly forward: Forward;
  /** Null where front and back are not known. */
  readonly frame: BodyFrame | null;
  /** Horizontal acceleration, forward and to the right where known, else along any two directions. */
  signals(span: Span): [Float64Array, Float64Array];
}

/** The level directions of a stance. Up is the mean specific force of its quiet part. */
function levelled(series: SensorSeries, { walking, forwardAxis }: TestInput, quiet: Span): Levelled {
  const along = (column: Float64Array): number => mean(column.subarray(quiet.start, quiet.end));
  const force: Vector3 = [along(series.acc.x), along(series.acc.y), along(series.acc.z)];
  const up = normalise(force);
  const forward = forwardOf(walking, forwardAxis, up);
  const first = forward.direction === null ? perpendicular(up) : horizontal(forward.direction, up);
  return {
    gravityMps2: Math.hypot(...force),
    forward,
    frame: forward.direction === null ? null : { forward: first, up, gyroBias: NO_BIAS },
    signals: ({ start, end }) => [project(series.acc, first, NO_BIAS, start, end), project(series.acc, cross(first, up), NO_BIAS, start, end)],
  };
}

function heldTime({ start, end, ended }: FoundStance, fs: number, durationS: number): Measured {
  if (ended === 'full') return { value: durationS };
  const heldS = (end - start) / fs;
  if (ended === 'recordingEnd') return { missing: `The recording ends ${heldS.toFixed(1)} s into the stance, before its ${durationS} s were over, and the person still stood. Repeat the test.` };
  return { value: heldS };
}

const eyesWords = { open: 'eyes open', closed: 'eyes closed' } as const;
const feetWords = { apart: 'feet apart', together: 'feet together', semiTandem: 'semi-tandem', tandem: 'tandem', oneLeg: 'one leg' } as const;

function parts(stance: FoundStance, quiet: Span | null, held: Measured, { eyes, surface, feet }: Circumstances, fs: number): TestParts {
  const span = ({ start, end }: Span) => ({ startS: seconds(start / fs), endS: seconds(end / fs) });
  const condition = [feet && feetWords[feet], eyes && eyesWords[eyes], surface].filter((word) => word !== undefined).join(', ');
  return {
    transfers: [],
    phases: [],
    stances: [{
      ...span(stance),
      ...(condition === '' ? {} : { condition }),
      ...('value' in held ? { heldS: seconds(held.value) } : {}),
      ended: stance.ended,
      ...(quiet === null ? {} : { quiet: span(quiet) }),
      events: stance.events.map(({ kind, leanDeg, rateDegPerS, ...event }) => ({
        ...span(event), kind, leanDeg: tenth(leanDeg), ...(rateDegPerS === null ? {} : { peakRateDegPerS: tenth(rateDegPerS) }),
      })),
    }],
  };
}

const tenth = (value: number): number => Math.round(10 * value) / 10;
