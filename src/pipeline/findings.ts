import { LONGEST_BRIDGED_GAP_S } from '../dsp/gait/activity.ts';
import type { Walking } from '../dsp/gait/walking.ts';
import type { Finding } from '../model/index.ts';
import type { Protocol } from '../protocols/define.ts';
import { lossPct, type SignalStats } from './signalStats.ts';

/** Filters of the gait core need this much; the field's recordings start at 40 Hz. */
const LOWEST_RATE_HZ = 40;
/** Standard gravity within a tenth: cheap sensors are a few per cent off, a wrong unit is off by ten times. */
export const GRAVITY_MPS2 = 9.80665;
export const GRAVITY_TOLERANCE = 0.1;
/** Beyond this share the stride times of the recording stand on too much bridging. */
const HIGH_LOSS_PCT = 10;

/** People straighten and stoop by up to about ten degrees within a walk. */
const MOVED_DEG = 15;

/** What is wrong with, or worth knowing of, the lower back's signal itself. @param hasFeet sides and turns come from foot sensors */
export function signalFindings(signal: SignalStats, fs: number, hasFeet = false): Finding[] {
  const findings: Finding[] = [];
  if (!signal.hasGyroscope && !hasFeet) {
    findings.push({ code: 'NO_GYROSCOPE', severity: 'note', message: 'The sensor has no gyroscope: left and right cannot be told apart, and strides in turns cannot be told from straight ones. If the walk had turns, its variability is too high.' });
  }
  if (fs < LOWEST_RATE_HZ) {
    findings.push({ code: 'LOW_SAMPLE_RATE', severity: 'problem', message: `The sensor sent ${fs} samples a second; gait needs at least ${LOWEST_RATE_HZ}.` });
  }
  const gravity = signal.magnitudeSum / signal.heard;
  if (Math.abs(gravity / GRAVITY_MPS2 - 1) > GRAVITY_TOLERANCE) {
    const message = `The mean acceleration is ${gravity.toFixed(2)} m/s² where gravity alone is 9.81: the unit of the recording or the sensor's calibration is wrong.`;
    findings.push({ code: 'GRAVITY_IMPLAUSIBLE', severity: 'problem', message });
  }
  const loss = lossPct(signal);
  if (loss > 0) {
    const longest = signal.gaps.reduce((most, g) => Math.max(most, g.end - g.start), 0) / fs;
    const message = `${loss.toFixed(1)} % of the samples are missing; the longest gap lasts ${longest.toFixed(2)} s. Gaps were bridged for filtering and are marked.`;
    findings.push({ code: 'SAMPLES_MISSING', severity: loss > HIGH_LOSS_PCT ? 'problem' : 'note', message });
  }
  for (const gap of signal.gaps.filter((g) => g.end - g.start > LONGEST_BRIDGED_GAP_S * fs)) {
    findings.push({ code: 'LONG_GAP', severity: 'note', message: 'The sensor sent nothing for more than a second: walking was cut here.', startS: gap.start / fs, endS: gap.end / fs });
  }
  return findings;
}

/** What the reader must know of the walk before trusting its numbers. */
export function walkFindings(walking: Walking, sampleRateHz: number, protocol: Protocol, legLengthM: number | null): Finding[] {
  const findings: Finding[] = [];
  if (walking.bouts.length === 0) {
    return [{ code: 'NO_GAIT_FOUND', severity: 'note', message: 'No gait found: nothing in this recording moves like walking.' }];
  }
  const hasLengths = walking.bouts.some((b) => b.strides.some((s) => s.lengthM !== null));
  if (legLengthM === null && !hasLengths) {
    findings.push({ code: 'NO_HEIGHT', severity: 'note', message: 'Neither height nor leg length was given: walking speed and stride length are missing.' });
  }
  const walkedS = walking.bouts.reduce((sum, b) => sum + (b.end - b.start) / sampleRateHz, 0);
  if (walkedS < protocol.minWalkingS) {
    findings.push({ code: 'TOO_SHORT', severity: 'note', message: `Only ${walkedS.toFixed(1)} s of walking were found; this test asks for at least ${protocol.minWalkingS} s.` });
  }
  if (walking.movedDeg > MOVED_DEG) {
    const message = `The sensor at the lower back turned by ${walking.movedDeg.toFixed(0)} degrees while the person walked: it slipped, or the person stooped. The axes were followed; fasten it and repeat the walk if that was a slip.`;
    findings.push({ code: 'SENSOR_MOVED', severity: 'problem', message });
  }
  let [contacts, mended, uncertain] = [0, 0, 0];
  for (const bout of walking.bouts) {
    contacts += bout.contacts.length;
    for (const contact of bout.contacts) {
      if (contact.mended) mended++;
      if (contact.uncertain) uncertain++;
    }
  }
  if (mended > 0) {
    findings.push({ code: 'CONTACTS_MENDED', severity: 'note', message: `${mended} of ${contacts} foot contacts were put back by the rhythm of their neighbours; strides that touch them were left out.` });
  }
  if (uncertain > 0) {
    findings.push({ code: 'CONTACTS_UNCERTAIN', severity: 'note', message: `${uncertain} of ${contacts} foot contacts lie at a gap in the data; strides across the gap were left out.` });
  }
  return findings;
}
