import { basename } from 'node:path';
import type { AppError } from '../../../model/index.ts';
import { damaged } from '../../damage.ts';
import { lineOfKey, parseJsonObject } from '../../jsonText.ts';
import type { Channels } from './channels.ts';

/** Below 1 Hz nothing of a movement is left; above 10 kHz no body-worn sensor samples. */
const MIN_RATE_HZ = 1;
const MAX_RATE_HZ = 10_000;

export interface MotionSettings {
  readonly sampleRateHz: number;
  readonly taskName: string | null;
  readonly device: string | null;
}

/** Reads `_motion.json` and holds it against the channels. Throws AppError BAD_RECORDING. */
export function parseMotionJson(path: string, text: string, channels: Channels, channelsPath: string): MotionSettings {
  const settings = parseJsonObject(path, text);
  const wrong = (key: string, what: string): AppError => damaged(path, lineOfKey(text, key), what, key);

  const rate = settings['SamplingFrequency'];
  if (rate === undefined) throw wrong('SamplingFrequency', 'SamplingFrequency is missing; add the sampling rate in Hz, such as "SamplingFrequency": 100.');
  if (typeof rate !== 'number' || !(rate >= MIN_RATE_HZ && rate <= MAX_RATE_HZ)) {
    throw wrong('SamplingFrequency', `SamplingFrequency is ${JSON.stringify(rate)}; it must be a number from ${MIN_RATE_HZ} to ${MAX_RATE_HZ} (Hz), without quotes.`);
  }
  const count = settings['MotionChannelCount'];
  if (count !== undefined && count !== 'n/a' && count !== channels.count && count !== channels.motionCount) {
    throw wrong('MotionChannelCount', `MotionChannelCount is ${JSON.stringify(count)}, but ${basename(channelsPath)} lists ${channels.count} channels; correct the one that is wrong.`);
  }
  const words = (key: string): string | null => {
    const value = settings[key];
    return typeof value === 'string' && value.trim() !== '' && value.trim().toLowerCase() !== 'n/a' ? value.trim() : null;
  };
  const device = [words('Manufacturer'), words('ManufacturersModelName')].filter((word) => word !== null).join(' ');
  return { sampleRateHz: rate, taskName: words('TaskName'), device: device === '' ? null : device };
}
