import { evaluateMetric, metrics, type AnnotatedBout, type GaitTrial, type MetricId } from '../../../src/metrics/index.ts';
import type { FinalContact, InitialContact, MetricValue, Stride } from '../../../src/model/index.ts';

/** Amplitudes at one, two, ... times the stride frequency. */
type Harmonics = readonly number[];

export interface HandMadeWalk {
  readonly fs?: number;
  /** Length of each run of steady strides; a turn's worth of other strides lies between runs. */
  readonly runsS?: readonly number[];
  readonly strideS?: number;
  readonly shape?: { readonly ap: Harmonics; readonly v: Harmonics; readonly ml: Harmonics };
}

const SHAPE = { ap: [0.2, 1, 0.1, 0.4], v: [0.2, 1.5, 0.1, 0.5], ml: [0.8, 0.1, 0.5] };
const BETWEEN_S = 4;

/** A walk whose every stride is the same, gravity in the vertical; left foot lands first, strides of 1.2 m. */
export function handMadeWalk({ fs = 100, runsS = [20], strideS = 1, shape = SHAPE }: HandMadeWalk = {}, over: Partial<GaitTrial> = {}): GaitTrial {
  const lengthS = runsS.reduce((sum, run) => sum + run + BETWEEN_S, BETWEEN_S);
  const step = (strideS * fs) / 2;
  const contacts = Array.from({ length: Math.floor((lengthS * fs) / step) + 1 }, (_, k): InitialContact => ({ sample: k * step, side: k % 2 === 0 ? 'left' : 'right', mended: false, uncertain: false }));
  const spans = runsS.map((run, r) => {
    const start = runsS.slice(0, r).reduce((sum, s) => sum + s + BETWEEN_S, BETWEEN_S);
    return { start: start * fs, end: (start + run) * fs };
  });
  const strides = contacts.slice(2).map(({ sample: end, side }, k): Stride => {
    const start = contacts[k].sample;
    const steady = spans.some((s) => start >= s.start - 1e-6 && end <= s.end + 1e-6);
    return { start, end, side, straight: steady, steady, lengthM: 1.2 };
  });
  // The left foot leaves 62 % after it landed, the right one 60 %.
  const finalContacts = contacts.map((c): FinalContact => ({ sample: c.sample + (c.side === 'left' ? 0.62 : 0.6) * 2 * step, side: c.side })).sort((a, b) => a.sample - b.sample);
  const wave = (harmonics: Harmonics, offset: number) =>
    Float64Array.from({ length: Math.ceil(lengthS * fs) }, (_, i) => harmonics.reduce((sum, a, k) => sum + a * Math.sin((2 * Math.PI * (k + 1) * i) / (strideS * fs) + k), offset));
  const acc = { ap: wave(shape.ap, 0.3), v: wave(shape.v, 9.81), ml: wave(shape.ml, -0.2) };
  const bout: AnnotatedBout = { start: 0, end: contacts[contacts.length - 1].sample, contacts, finalContacts, strides, acc, offset: 0 };
  return { sampleRateHz: fs, hasGyroscope: true, legLengthM: 0.9, bouts: [bout], turns: [], ...over };
}

/** The same walk with its acceleration replaced. */
export function withAcc(trial: GaitTrial, change: (acc: AnnotatedBout['acc']) => AnnotatedBout['acc']): GaitTrial {
  return { ...trial, bouts: trial.bouts.map((bout) => ({ ...bout, acc: change(bout.acc) })) };
}

export function value(id: MetricId, of: GaitTrial): MetricValue {
  return evaluateMetric(metrics.find((m) => m.id === id)!, of, 'lowerBack');
}
