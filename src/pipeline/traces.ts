import { lowpass } from '../dsp/filters/zeroPhase.ts';
import { project, type BodyFrame } from '../dsp/orientation/bodyFrame.ts';
import { cross, type Vector3 } from '../dsp/orientation/vector.ts';
import type { SensorSeries } from '../dsp/series.ts';
import type { AxisColumns, BodyAxes, SensorAxes, SignalTraces, Site } from '../model/index.ts';

/** Enough for the eye; a screen shows no more. */
const HIGHEST_RATE_HZ = 50;
const MOST_POINTS = 60_000;
/** Share of the new rate that survives thinning without aliases. */
const PASSED_SHARE = 0.4;

/** A picture of the signal as long as it may still be dropped for a better one: numbers in a row, NaN in gaps, which cost nothing to send to another thread. */
export interface TraceColumns extends Pick<SignalTraces, 'site' | 'sampleRateHz' | 'startS'> {
  readonly acc: AxisColumns<BodyAxes>;
  readonly yaw: Float64Array | null;
}

/** The picture that is shown. */
export function shownTraces({ acc: { ap, v, ml }, yaw, ...about }: TraceColumns): SignalTraces {
  return { ...about, acc: { ap: withGaps(ap), v: withGaps(v), ml: withGaps(ml) }, yaw: yaw && withGaps(yaw) };
}

function withGaps(column: Float64Array): (number | null)[] {
  return Array.from(column, (value) => (value === value ? value : null));
}

/** Body-frame signals thinned for a page. Gaps stay gaps. @param offset sample of the series' first value on the recording's grid */
export function signalTraces(series: SensorSeries, frame: BodyFrame, site: Site, offset = 0): TraceColumns {
  const every = Math.max(Math.ceil(series.sampleRateHz / HIGHEST_RATE_HZ), Math.ceil(series.length / MOST_POINTS));
  const rate = series.sampleRateHz / every;
  const thin = (columns: AxisColumns<SensorAxes>, direction: Vector3, bias: Vector3): Float64Array => {
    const x = project(columns, direction, bias, 0, series.length);
    const smooth = every === 1 ? x : lowpass(x, PASSED_SHARE * rate, series.sampleRateHz, 4);
    const out = new Float64Array(Math.ceil(smooth.length / every));
    for (let k = 0, i = 0; k < out.length; k++, i += every) out[k] = series.missing[i] !== 0 ? NaN : Math.round(1000 * smooth[i]) / 1000;
    return out;
  };
  const { forward, up, gyroBias } = frame;
  return {
    site,
    sampleRateHz: rate,
    startS: offset / series.sampleRateHz,
    acc: { ap: thin(series.acc, forward, NO_BIAS), v: thin(series.acc, up, NO_BIAS), ml: thin(series.acc, cross(forward, up), NO_BIAS) },
    yaw: series.gyr ? thin(series.gyr, up, gyroBias) : null,
  };
}

const NO_BIAS: Vector3 = [0, 0, 0];
