import type { InitialContact, Span, Turn, WalkingBout } from '../../model/index.ts';
import { toBody, type BodyFrame, type BodySignals } from '../orientation/bodyFrame.ts';
import { add, dot, normalise, scale, type Vector3 } from '../orientation/vector.ts';
import { walkingFrame, type WalkingFrame } from '../orientation/walkingFrame.ts';
import type { SensorSeries } from '../series.ts';
import { activeSpans, activity } from './activity.ts';
import { boutContacts } from './boutContacts.ts';
import { finalContacts } from './finalContacts.ts';
import { gyroBias } from './gyroBias.ts';
import { findStrides } from './strides.ts';
import { findTurns, isWalkingTurn } from './turns.ts';

/** Everything the gait core found in one lower-back recording. Samples are on the recording's grid. */
export interface Walking {
  readonly gaitSequences: readonly Span[];
  readonly bouts: readonly (WalkingBout & { readonly body: BodySignals })[];
  readonly turns: readonly Turn[];
  /** Frame of the best stretch; null when nothing walks. */
  readonly frame: BodyFrame | null;
}

/** First and last contacts lie at the very edge of the movement. */
const MARGIN_S = 1;
/** A stretch this much poorer than the best one borrows its forward axis and, without a rhythm, its step time. */
const BORROW_BELOW = 0.6;
/** Rising, sitting and fidgeting stay under .37 even where they repeat; steady walking, slow or one-sided, reaches .5 and more. */
const REGULAR_ENOUGH = 0.4;
/** In a recording that holds walking, a bout full of turns falls to .15; moving about on a chair to .05. */
const LEAST_REGULARITY = 0.1;
/** Two strides of each foot, one contact spare. */
const FEWEST_CONTACTS = 5;
/** In step times: a longer silence ends a bout. One lost contact makes two, a turning step one and a half. */
const LONGEST_STEP = 2.5;
/** A contact this near to a gap in the data of this length is uncertain. */
const UNCERTAIN_GAP_S = 0.1;
const UNCERTAIN_WITHIN_S = 0.1;

/** Finds walking, contacts, strides and turns. @param legLengthM null: strides have no length */
export function analyseWalking(series: SensorSeries, legLengthM: number | null): Walking {
  const fs = series.sampleRateHz;
  const envelope = activity(series);
  const bias = gyroBias(series, envelope);
  const spans = activeSpans(series, envelope);
  const frames = spans.map((span) => walkingFrame(series, span));
  const best = bestIndex(frames.map((f, i) => merit(f, spans[i], fs)));
  const bestFrame = frames[best];
  if (!bestFrame?.rhythm || bestFrame.rhythm.regularity < REGULAR_ENOUGH) return { gaitSequences: [], bouts: [], turns: [], frame: null };
  const bestRhythm = bestFrame.rhythm;
  const bestMerit = merit(bestFrame, spans[best], fs);
  const frame: BodyFrame = { forward: bestFrame.forward, up: bestFrame.up, gyroBias: bias };

  const walked = spans.flatMap((span, i) => {
    const own = frames[i];
    const poor = merit(own, span, fs) < BORROW_BELOW * bestMerit;
    const regularity = own.rhythm?.regularity ?? 0;
    if (regularity < LEAST_REGULARITY) return [];
    const forward = poor ? horizontal(bestFrame.forward, own.up) : own.forward;
    const step = own.rhythm && regularity >= REGULAR_ENOUGH ? own.rhythm.stepSamples : bestRhythm.stepSamples;
    const region = { start: Math.max(0, span.start - Math.round(MARGIN_S * fs)), end: Math.min(series.length, span.end + Math.round(MARGIN_S * fs)) };
    const body = toBody(series, { forward, up: own.up, gyroBias: bias }, region);
    const contacts = boutContacts(body, step).map((c): InitialContact => {
      const sample = c.sample + region.start;
      return { sample, side: body.gyr ? (c.foot === 1 ? 'left' : 'right') : null, mended: c.mended, uncertain: isUncertain(sample, series) };
    });
    return splitAtPauses(contacts, LONGEST_STEP * step)
      .filter((run) => run.length >= FEWEST_CONTACTS)
      .map((run) => ({ span, body, contacts: run }));
  });

  const allContacts = walked.flatMap((w) => w.contacts.map((c) => c.sample));
  const rotations = series.gyr ? findTurns(toBody(series, frame, { start: 0, end: series.length }).gyr!.v, fs, 0) : [];
  const longGaps = series.gaps.filter((g) => g.end - g.start >= UNCERTAIN_GAP_S * fs);
  const bouts = walked.map(({ body, contacts }) => ({
    start: contacts[0].sample,
    end: contacts[contacts.length - 1].sample,
    contacts,
    finalContacts: finalContacts(contacts),
    strides: findStrides({ contacts, turns: rotations, gaps: longGaps, vertical: body.acc.v, offset: body.start, sampleRateHz: fs, legLengthM }),
    body,
  }));
  return {
    gaitSequences: [...new Set(walked.map((w) => w.span))],
    bouts,
    turns: rotations.filter((t) => isWalkingTurn(t, allContacts, fs)),
    frame,
  };
}

function splitAtPauses(contacts: readonly InitialContact[], longest: number): InitialContact[][] {
  const runs: InitialContact[][] = [];
  for (const [k, contact] of contacts.entries()) {
    if (k > 0 && contact.sample - contacts[k - 1].sample <= longest) runs[runs.length - 1].push(contact);
    else runs.push([contact]);
  }
  return runs;
}

/** How far a stretch can be trusted for the frame: regular and long. */
function merit(frame: WalkingFrame, span: Span, sampleRateHz: number): number {
  return (frame.rhythm?.regularity ?? 0) * Math.sqrt((span.end - span.start) / sampleRateHz);
}

function bestIndex(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The part of a direction at right angles to up. */
function horizontal(direction: Vector3, up: Vector3): Vector3 {
  return normalise(add(direction, scale(up, -dot(direction, up))));
}

function isUncertain(sample: number, series: SensorSeries): boolean {
  const near = UNCERTAIN_WITHIN_S * series.sampleRateHz;
  const long = UNCERTAIN_GAP_S * series.sampleRateHz;
  return series.gaps.some((g) => g.end - g.start >= long && sample > g.start - near && sample < g.end + near);
}
