import { defineMetric } from '../define.ts';
import { podsiadlo1991, steadiTug } from '../sources.ts';
import { edgeFlags, readingOf } from '../transfer/evidence.ts';

export const tugDuration = defineMetric({
  id: 'tug.duration',
  version: 1,
  label: 'Timed up and go',
  definition: 'Time from the "go" mark to seated, down and straight again, for which alone the cut-offs of 12 s and 15 s are meant.',
  unit: 's',
  of: 'trial',
  digits: 2,
  better: 'lower',
  plausible: [3, 240],
  sources: [podsiadlo1991, steadiTug],
  needsTrunk: true,
  compute: (trial) => {
    const reading = readingOf(trial, 'timedUpAndGo');
    if ('missing' in reading) return reading;
    const { go, sit, sampleRateHz } = reading;
    if (go === null) return { missing: 'The recording has no "go" mark: press the button on "go", or enter the stopwatch time.', n: 0 };
    return { value: (sit.end - go) / sampleRateHz, n: 1, ...edgeFlags(trial) };
  },
});

export const tugMovementDuration = defineMetric({
  id: 'tug.movementDuration',
  version: 1,
  label: 'Timed up and go, from the first movement',
  definition: 'Time from when the trunk begins to bend forward to seated, shorter than the timed up and go by the time to react, so that no cut-off applies.',
  unit: 's',
  of: 'trial',
  digits: 2,
  better: 'lower',
  plausible: [3, 240],
  sources: [podsiadlo1991],
  needsTrunk: true,
  compute: (trial) => {
    const reading = readingOf(trial, 'timedUpAndGo');
    if ('missing' in reading) return reading;
    return { value: (reading.sit.end - reading.rise.start) / reading.sampleRateHz, n: 1, ...edgeFlags(trial) };
  },
});
