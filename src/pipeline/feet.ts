import { compareBouts, type FeetAgreement } from '../dsp/feet/agreement.ts';
import { boutFromFeet } from '../dsp/feet/feetBouts.ts';
import { feetGait, type FootGait } from '../dsp/feet/feetGait.ts';
import { walkingOfFeet } from '../dsp/feet/feetWalking.ts';
import { findTurns, walkingTurns } from '../dsp/gait/turns.ts';
import type { Walking } from '../dsp/gait/walking.ts';
import { project, type BodySignals } from '../dsp/orientation/bodyFrame.ts';
import { joinBlocks, type SensorSeries } from '../dsp/series.ts';
import { evaluateMetric, type GaitTrial, type Metric } from '../metrics/index.ts';
import type { Finding, ImuBlock, MetricValue, SensorAxes, Side, Site } from '../model/index.ts';
import { agreementFindings, feetGapFindings, unbelievableFeet } from './feetFindings.ts';

/** What both feet's sensors gave, ready to be joined. */
export interface ReadFeet {
  readonly series: Readonly<Record<Side, SensorSeries>>;
  readonly gait: FootGait;
}

/** A walk and where its parts come from. */
export interface JoinedWalking {
  readonly walking: Walking | null;
  /** `feet` only where every bout comes from them. */
  readonly contactsFrom: 'lowerBack' | 'feet';
  /** Of each bout, in order: whether it comes from the feet. Empty where none does. */
  readonly boutsFromFeet: readonly boolean[];
  /** Sites behind contacts, strides and lengths, and behind turns, as they stand in a metric's `site`. */
  readonly contactSite: Site | null;
  readonly turnSite: Site | null;
  readonly findings: readonly Finding[];
}

/** Both feet as one site of a metric: its number rests on both sensors. */
export const BOTH_FEET: Site = 'leftFoot+rightFoot';

export const FEET_ALONE: Finding = {
  code: 'FEET_ALONE',
  severity: 'note',
  message: 'No sensor was worn at the lower back: walking, steps and turns were read from the feet alone. Numbers of the trunk are missing.',
};

export const NO_TRUNK = 'This number needs a sensor at the lower back.';

/** One metric with the site it comes from: the trunk's, the turns' or the contacts'. @param backSite null where no lower back was worn */
export function measure(metric: Metric, trial: GaitTrial, joined: JoinedWalking, backSite: Site | null): MetricValue {
  const needsTrunk = metric.needsTrunk === true;
  const site = needsTrunk ? backSite : metric.of === 'turn' ? joined.turnSite : joined.contactSite;
  const answered = needsTrunk && backSite === null && trial.bouts.length > 0 ? { ...metric, compute: () => ({ missing: NO_TRUNK, n: 0 }) } : metric;
  return evaluateMetric(answered, trial, site);
}

/**
 * Reads the sensors of both feet.
 * @param lowerBack site that is read as the lower back: a foot that stands for it is no foot
 * @returns no feet where they are not worn or cannot be used, with the findings that say so
 */
export function readFeet(
  blocksBySite: ReadonlyMap<Site, readonly ImuBlock<SensorAxes>[]>,
  sampleCount: number,
  lowerBack: Site | null,
): { readonly feet: ReadFeet | null; readonly findings: readonly Finding[] } {
  const [left, right] = [blocksBySite.get('leftFoot'), blocksBySite.get('rightFoot')];
  if (lowerBack === 'leftFoot' || lowerBack === 'rightFoot' || (!left && !right)) return { feet: null, findings: [] };
  if (!left || !right) {
    const message = `Only the ${left ? 'left' : 'right'} foot has a sensor. A walk is read from the feet only where both have one.`;
    return { feet: null, findings: [{ code: 'ONE_FOOT_ONLY', severity: 'note', message }] };
  }
  const series = { left: joinBlocks(left, sampleCount), right: joinBlocks(right, sampleCount) };
  if (!series.left.gyr || !series.right.gyr) {
    return { feet: null, findings: [{ code: 'FEET_WITHOUT_GYROSCOPE', severity: 'note', message: 'The foot sensors have no gyroscope, so they were not used.' }] };
  }
  const gait = feetGait(series);
  const unbelievable = unbelievableFeet(gait);
  return unbelievable.length > 0 ? { feet: null, findings: unbelievable } : { feet: { series, gait }, findings: feetGapFindings(series) };
}

/**
 * Joins a walk of the lower back with the feet.
 * Bouts stay those of the lower back; contacts, final contacts, strides and lengths of a bout come from the feet where both
 * cover it. Without a lower back, bouts and turns come from the feet too.
 */
export function joinFeet(walking: Walking | null, back: { readonly series: SensorSeries; readonly site: Site } | null, feet: ReadFeet | null): JoinedWalking {
  const backSite = back?.site ?? null;
  if (!feet) return { walking, contactsFrom: 'lowerBack', boutsFromFeet: [], contactSite: backSite, turnSite: backSite, findings: [] };
  const alone = () => walkingOfFeet(feet.gait, feet.series.left.sampleRateHz);
  if (!back || !walking) {
    const found = alone();
    const bouts = found.bouts.map((bout) => ({ ...bout, body: NO_TRUNK_SIGNALS }));
    return { walking: { ...found, bouts, frame: null, movedDeg: 0 }, contactsFrom: 'feet', boutsFromFeet: bouts.map(() => true), contactSite: BOTH_FEET, turnSite: BOTH_FEET, findings: [] };
  }

  const fs = back.series.sampleRateHz;
  const turnsByBack = back.series.gyr !== null;
  const rotations = turnsByBack ? rotationsOf(walking, back.series) : findTurns(feet.gait.yawDegPerS, fs, 0);
  const bouts = walking.bouts.map((bout) => boutFromFeet(bout, { feet: feet.gait, series: feet.series, turns: rotations }));
  const joined = walking.bouts.map((bout, k) => bouts[k] ?? bout);
  const pairs = walking.bouts.flatMap((bout, k) => (bouts[k] ? [{ back: bout, feet: bouts[k] }] : []));
  const uncovered = walking.bouts.length - pairs.length;
  const agreement: FeetAgreement | null = pairs.length > 0 ? compareBouts(pairs, fs) : null;
  const contacts = joined.flatMap((b) => b.contacts.map((c) => c.sample));
  return {
    walking: {
      ...walking,
      bouts: joined,
      turns: turnsByBack ? walking.turns : walkingTurns(rotations, contacts, fs),
    },
    contactsFrom: uncovered === 0 ? 'feet' : 'lowerBack',
    boutsFromFeet: bouts.map((bout) => bout !== null),
    contactSite: pairs.length === 0 ? backSite : uncovered === 0 ? BOTH_FEET : `${BOTH_FEET}+${back.site}`,
    turnSite: turnsByBack ? backSite : BOTH_FEET,
    findings: agreementFindings(agreement, uncovered, walking.bouts.length),
  };
}

/** Turns of the whole body, also those at which nobody walks on: strides that touch them are not straight. */
function rotationsOf({ frame }: Walking, series: SensorSeries) {
  return frame && series.gyr ? findTurns(project(series.gyr, frame.up, frame.gyroBias, 0, series.length), series.sampleRateHz, 0) : [];
}

const NONE = new Float64Array(0);
/** The trunk's signals where no sensor was worn at it, or where they have been let go. */
export const NO_TRUNK_SIGNALS: BodySignals = { start: 0, end: 0, sampleRateHz: 0, acc: { ap: NONE, v: NONE, ml: NONE }, gyr: null };
