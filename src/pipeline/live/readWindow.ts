import { activity } from '../../dsp/gait/activity.ts';
import { stepRhythm } from '../../dsp/gait/stepRhythm.ts';
import { bandpassAll } from '../../dsp/filters/zeroPhase.ts';
import { bridgedSeries, type SensorSeries } from '../../dsp/series.ts';
import { mean } from '../../dsp/summary.ts';
import { horizontalSway } from '../../dsp/sway/horizontalSway.ts';
import type { WindowEvent, WindowSway } from '../../model/index.ts';
import { seconds } from '../document.ts';
import { dominantFrequency } from './dominantFrequency.ts';
import type { LiveWindow } from './sensorWindows.ts';
import type { SiteRole } from './siteRole.ts';

/** A window with less than half of its samples tells nothing of a movement. */
const MOST_LOSS_PCT = 50;
/** Straight lines over lost samples shorten a path: beyond this, sway reads too low. */
const MOST_LOSS_FOR_SWAY_PCT = 5;
/** Below it a body stands still: noise has a strongest frequency too. */
const ACTIVE_MPS2 = 0.2;
/** Fidgeting repeats less than walking does. */
const REGULAR_ENOUGH = 0.4;
const RHYTHM_BAND_HZ: readonly [number, number] = [0.5, 5];
/** Makes turning rates (deg/s) about as large as accelerations (m/s²) of the same walk. */
const GYRO_PER_ACC = 50;

export interface WindowReading {
  readonly event: WindowEvent;
  /** The window for further analysis; null where it holds too little. */
  readonly series: SensorSeries | null;
}

/** What one window shows. Pure: the same samples give the same event. */
export function readWindow(window: LiveWindow, role: SiteRole): WindowReading {
  const { site, start, end, sampleRateHz, missing } = window;
  const lossPct = (100 * missing.reduce((sum, flag) => sum + flag, 0)) / missing.length;
  const frame = { type: 'window' as const, site, startS: seconds(start / sampleRateHz), endS: seconds(end / sampleRateHz), provisional: true as const };
  const nothing = { activityMps2: null, cadenceSpm: null, dominantFrequencyHz: null, sway: null };
  if (lossPct > MOST_LOSS_PCT) return { event: { ...frame, ...nothing, lossPct: rounded(lossPct) }, series: null };

  // The window is a view and bridging writes: a copy, where there is something to bridge.
  const [x, y, z, gx, gy, gz] = lossPct > 0 ? window.columns.map((column) => column.slice()) : window.columns;
  const series = bridgedSeries({ x, y, z }, gx && gy && gz ? { x: gx, y: gy, z: gz } : null, missing, sampleRateHz);
  const moving = mean(activity(series));
  const active = moving >= ACTIVE_MPS2;
  const event = {
    ...frame,
    activityMps2: rounded(moving),
    cadenceSpm: active && role.cadence ? cadence(series) : null,
    dominantFrequencyHz: active ? rounded(dominantFrequency(series.acc, sampleRateHz)) : null,
    sway: !active && role.sway && lossPct <= MOST_LOSS_FOR_SWAY_PCT ? roundedSway(horizontalSway(series.acc, sampleRateHz)) : null,
    lossPct: rounded(lossPct),
  };
  return { event, series };
}

/** Steps a minute of a whole window, whatever the mounting; null without a rhythm. */
function cadence({ acc, gyr, sampleRateHz }: SensorSeries): number | null {
  const columns = [acc.x, acc.y, acc.z];
  const up = columns.map(mean);
  const length = Math.hypot(...up);
  const vertical = acc.x.map((_, i) => (up[0] * acc.x[i] + up[1] * acc.y[i] + up[2] * acc.z[i]) / length);
  const [v, x, y, z, ...turning] = bandpassAll([vertical, ...columns, ...(gyr ? [gyr.x, gyr.y, gyr.z] : [])], ...RHYTHM_BAND_HZ, sampleRateHz);
  const rhythm = stepRhythm(v, [x, y, z, ...turning.map((column) => column.map((value) => value / GYRO_PER_ACC))], sampleRateHz);
  return rhythm && rhythm.regularity >= REGULAR_ENOUGH ? rounded((60 * sampleRateHz) / rhythm.stepSamples) : null;
}

function roundedSway(sway: WindowSway | null): WindowSway | null {
  return sway && { rmsMps2: rounded(sway.rmsMps2), pathRateMps3: rounded(sway.pathRateMps3), f95Hz: rounded(sway.f95Hz) };
}

/** Six digits: nobody reads more of a provisional number. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
