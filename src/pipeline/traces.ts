import { lowpass } from '../dsp/filters/zeroPhase.ts';
import { toBody, type BodyFrame } from '../dsp/orientation/bodyFrame.ts';
import type { SensorSeries } from '../dsp/series.ts';
import type { SignalTraces, Site } from '../model/index.ts';

/** Enough for the eye; a screen shows no more. */
const HIGHEST_RATE_HZ = 50;
const MOST_POINTS = 60_000;
/** Share of the new rate that survives thinning without aliases. */
const PASSED_SHARE = 0.4;

/** Body-frame signals thinned for a page. Gaps stay gaps. @param offset sample of the series' first value on the recording's grid */
export function signalTraces(series: SensorSeries, frame: BodyFrame, site: Site, offset = 0): SignalTraces {
  const every = Math.max(Math.ceil(series.sampleRateHz / HIGHEST_RATE_HZ), Math.ceil(series.length / MOST_POINTS));
  const rate = series.sampleRateHz / every;
  const body = toBody(series, frame, { start: 0, end: series.length });
  const thin = (x: Float64Array): (number | null)[] => {
    const smooth = every === 1 ? x : lowpass(x, PASSED_SHARE * rate, series.sampleRateHz, 4);
    const out: (number | null)[] = [];
    for (let i = 0; i < smooth.length; i += every) out.push(series.missing[i] ? null : Math.round(1000 * smooth[i]) / 1000);
    return out;
  };
  return {
    site,
    sampleRateHz: rate,
    startS: offset / series.sampleRateHz,
    acc: { ap: thin(body.acc.ap), v: thin(body.acc.v), ml: thin(body.acc.ml) },
    yaw: body.gyr ? thin(body.gyr.v) : null,
  };
}
