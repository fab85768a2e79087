import { basename } from 'node:path';
import type { AppError, Finding } from '../../../model/index.ts';
import { damaged } from '../../damage.ts';
import { lineOfKey, parseJsonObject } from '../../jsonText.ts';
import type { Channels } from './channels.ts';
import { parseSessionFields } from './sessionFields.ts';

/** Below 1 Hz nothing of a movement is left; above 10 kHz no body-worn sensor samples. */
const MIN_RATE_HZ = 1;
const MAX_RATE_HZ = 10_000;

export interface MotionSettings {
  readonly sampleRateHz: number;
  readonly taskName: string | null;
  readonly device: string | null;
  /** Of a recording of live sensors: what is to be known of them. */
  readonly findings: readonly Finding[];
}

/** One `_motion.json`. */
export interface JsonSidecar {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a recording's `_motion.json` files and holds them against the channels. Throws AppError BAD_RECORDING.
 * @param sidecars At least one, the nearest first: a field counts where it first stands.
 */
export function parseMotionJson(sidecars: readonly JsonSidecar[], channels: Channels, channelsPath: string): MotionSettings {
  const parsed = sidecars.map(({ path, text }) => ({ path, text, fields: parseJsonObject(path, text) }));
  const sourceOf = (key: string): (typeof parsed)[number] => parsed.find(({ fields }) => fields[key] !== undefined) ?? parsed[0];
  const field = (key: string): unknown => sourceOf(key).fields[key];
  const wrong = (key: string, what: string): AppError => damaged(sourceOf(key).path, lineOfKey(sourceOf(key).text, key), what, key);

  const rate = field('SamplingFrequency');
  if (rate === undefined) throw wrong('SamplingFrequency', 'SamplingFrequency is missing; add the sampling rate in Hz, such as "SamplingFrequency": 100.');
  if (typeof rate !== 'number' || !(rate >= MIN_RATE_HZ && rate <= MAX_RATE_HZ)) {
    throw wrong('SamplingFrequency', `SamplingFrequency is ${JSON.stringify(rate)}; it must be a number from ${MIN_RATE_HZ} to ${MAX_RATE_HZ} (Hz), without quotes.`);
  }
  const count = field('MotionChannelCount');
  if (count !== undefined && count !== 'n/a' && count !== channels.count && count !== channels.motionCount) {
    throw wrong('MotionChannelCount', `MotionChannelCount is ${JSON.stringify(count)}, but ${basename(channelsPath)} lists ${channels.count} channels; correct the one that is wrong.`);
  }
  const words = (key: string): string | null => {
    const value = field(key);
    return typeof value === 'string' && value.trim() !== '' && value.trim().toLowerCase() !== 'n/a' ? value.trim() : null;
  };
  const device = [words('Manufacturer'), words('ManufacturersModelName')].filter((word) => word !== null).join(' ');
  const { path, text } = sourceOf('SurefootSensors');
  const findings = parseSessionFields(path, text, field('SurefootSession'), field('SurefootSensors'));
  return { sampleRateHz: rate, taskName: words('TaskName'), device: device === '' ? null : device, findings };
}

/** One sidecar that says what all of them say together, for an archive. */
export function mergedMotionJson(sidecars: readonly JsonSidecar[]): string {
  const fields = sidecars.map(({ path, text }) => parseJsonObject(path, text));
  return `${JSON.stringify(Object.assign({}, ...fields.reverse()), null, 2)}\n`;
}
