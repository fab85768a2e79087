import type { InitialContact, Span, Turn, WalkingBout } from '../../model/index.ts';
import { bodyColumns, projectInto, type BodyFrame, type BodySignals } from '../orientation/bodyFrame.ts';
import { alongFrames } from '../orientation/movingFrame.ts';
import type { Vector3 } from '../orientation/vector.ts';
import { Rooms } from '../rooms.ts';
import type { SensorSeries } from '../series.ts';
import { activeSpans, movement } from './activity.ts';
import { alignStretches, type AlignedStretch } from './alignedStretches.ts';
import { boutContacts } from './boutContacts.ts';
import type { TracedContact } from './contactEnds.ts';
import { settleInGaps } from './contactsInGaps.ts';
import { finalContacts } from './finalContacts.ts';
import { gyroBias } from './gyroBias.ts';
import { shortSteps } from './shortSteps.ts';
import { findStrides } from './strides.ts';
import { findTurns, walkingTurns } from './turns.ts';
import { LONGEST_STEP, walkedRuns } from './walkedRuns.ts';

/** Everything the gait core found in one lower-back recording. Samples are on the recording's grid. */
export interface Walking {
  readonly gaitSequences: readonly Span[];
  readonly bouts: readonly (WalkingBout & { readonly body: BodySignals })[];
  readonly turns: readonly Turn[];
  /** Frame of the best stretch; null when nothing walks. */
  readonly frame: BodyFrame | null;
  /** How far the sensor's mean up wandered while walking, degrees: it slipped, or the posture changed. */
  readonly movedDeg: number;
}

/** First and last contacts lie at the very edge of the movement. */
const MARGIN_S = 1;
/** Across a longer gap a stride is not measured: half of a step's rise and fall would be a straight line. */
const LONGEST_GAP_IN_STRIDE_S = 0.2;
/** A stretch's acceleration and turning rates. */
const BODY_COLUMNS = 6;

interface WalkedRun {
  readonly stretch: AlignedStretch;
  readonly body: BodySignals;
  readonly contacts: readonly InitialContact[];
}

/**
 * Finds walking, contacts, strides and turns.
 * @param legLengthM null: strides have no length
 * @param memory for the bouts' signals, which then last until it is used again; they are their own unless it is given
 */
export function analyseWalking(series: SensorSeries, legLengthM: number | null, memory = new Rooms()): Walking {
  const fs = series.sampleRateHz;
  const envelope = movement(series);
  const active = envelope ? activeSpans(series, envelope) : [];
  // Most of a week: somebody lies or sits, and there is nothing to align.
  if (envelope === null || active.length === 0) return { gaitSequences: [], bouts: [], turns: [], frame: null, movedDeg: 0 };
  const bias = gyroBias(series, envelope);
  const { stretches, frame, movedDeg } = alignStretches(series, active, bias);
  if (!frame) return { gaitSequences: [], bouts: [], turns: [], frame: null, movedDeg };

  const walked = stretches.flatMap((stretch, s): WalkedRun[] => {
    const margin = Math.round(MARGIN_S * fs);
    const region = { start: Math.max(0, stretch.start - margin), end: Math.min(series.length, stretch.end + margin) };
    const body = alongFrames(series, stretch.frames, bias, region, bodyColumns(series, region, memory, BODY_COLUMNS * s));
    const found = inRecording(boutContacts(body, stretch.frames.map((f) => f.sample - region.start), stretch.stepSamples), body);
    const contacts = settleInGaps(found, series.gaps, fs);
    return walkedRuns(contacts, LONGEST_STEP * Math.max(...stretch.stepSamples)).map((run) => ({ stretch, body, contacts: run }));
  });

  const allContacts: number[] = [];
  for (const { contacts } of walked) for (const { sample } of contacts) allContacts.push(sample);
  const rotations = series.gyr ? findTurns(yaw(series.gyr, series.length, frame.up, bias), fs, 0) : [];
  const longGaps = series.gaps.filter((g) => g.end - g.start > LONGEST_GAP_IN_STRIDE_S * fs);
  const bouts = walked.map(({ body, contacts }) => ({
    start: contacts[0].sample,
    end: contacts[contacts.length - 1].sample,
    contacts,
    finalContacts: finalContacts(contacts),
    strides: findStrides({ contacts, turns: body.gyr ? rotations : shortSteps(contacts, body.acc.v, body.start, fs), gaps: longGaps, vertical: body.acc.v, offset: body.start, sampleRateHz: fs, legLengthM }),
    body,
  }));
  return {
    gaitSequences: [...new Set(walked.map((w) => w.stretch))].map(({ start, end }) => ({ start, end })),
    bouts,
    turns: walkingTurns(rotations, allContacts, fs),
    frame,
    movedDeg,
  };
}

const rooms = new Rooms();

/** Rate about the upward axis; its memory is used again. */
function yaw(gyr: NonNullable<SensorSeries['gyr']>, length: number, up: Vector3, bias: Vector3): Float64Array {
  const rate = rooms.room(0, length);
  projectInto(rate, 0, gyr, up, bias, 0, length);
  return rate;
}

/** Contacts on the recording's grid. Without a gyroscope their feet are a guess, which nobody is told. */
function inRecording(contacts: readonly TracedContact[], { gyr, start }: BodySignals): InitialContact[] {
  const found: InitialContact[] = [];
  for (const { sample, foot, mended } of contacts) found.push({ sample: sample + start, side: gyr ? (foot === 1 ? 'left' : 'right') : null, mended, uncertain: false });
  return found;
}
