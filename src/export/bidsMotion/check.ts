import type { RecordingData, SensorData } from '../../model/index.ts';

const LABEL = /^[A-Za-z0-9]+$/;
/** What would break a row or a cell of a table. */
const CONTROL = /\p{Cc}/u;

/** Holds a recording against its contract before anything is written. Throws RangeError. */
export function checkRecording({ subject, task, run, sampleRateHz, sensors, events, device, participant }: RecordingData): void {
  if (!LABEL.test(subject)) throw new RangeError(`subject "${subject}" must be letters and digits only`);
  if (!LABEL.test(task)) throw new RangeError(`task "${task}" must be letters and digits only`);
  if (run !== undefined && !(Number.isInteger(run) && run >= 1)) throw new RangeError(`run ${run} must be a whole number from 1 on`);
  if (!(sampleRateHz > 0 && Number.isFinite(sampleRateHz))) throw new RangeError(`sampleRateHz ${sampleRateHz} must be a positive number`);
  if (sensors.length === 0) throw new RangeError('a recording needs at least one sensor');
  if (!sensors.some(({ blocks }) => blocks.some((block) => block.length > 0))) throw new RangeError('a recording needs at least one sample');
  const points = sensors.map(({ trackedPoint }) => trackedPoint);
  if (new Set(points).size !== points.length) throw new RangeError('two sensors have the same trackedPoint');
  for (const sensor of sensors) checkSensor(sensor, sampleRateHz);
  for (const { onsetS, durationS, type } of events) {
    if (!Number.isFinite(onsetS) || !(durationS >= 0 && Number.isFinite(durationS))) throw new RangeError(`event "${type}" has no proper onset or duration`);
    checkWord('event type', type);
  }
  for (const word of [device?.manufacturer, device?.model]) if (word !== undefined) checkWord('device', word);
  for (const value of [participant?.ageYears, participant?.heightCm, participant?.legLengthCm, participant?.massKg]) {
    if (value !== undefined && !Number.isFinite(value)) throw new RangeError('a number of the participant is not finite');
  }
}

function checkSensor({ trackedPoint, placement, blocks }: SensorData, sampleRateHz: number): void {
  checkWord('trackedPoint', trackedPoint);
  if (placement !== undefined) checkWord('placement', placement);
  let next = 0;
  for (const { startSample, length, acc, gyr, sampleRateHz: rate } of blocks) {
    const place = `${trackedPoint}, block at sample ${startSample}`;
    if (!Number.isInteger(startSample) || startSample < next) throw new RangeError(`${place}: blocks must be in order and not overlap`);
    if (rate !== sampleRateHz) throw new RangeError(`${place}: its rate is ${rate} Hz, the recording's ${sampleRateHz} Hz`);
    if ((gyr === null) !== (blocks[0].gyr === null)) throw new RangeError(`${place}: a sensor has a gyroscope in all of its blocks or in none`);
    for (const column of [...Object.values(acc), ...(gyr ? Object.values(gyr) : [])]) {
      if (column.length < length) throw new RangeError(`${place}: a column is shorter than the block`);
      for (let i = 0; i < length; i++) if (!Number.isFinite(column[i])) throw new RangeError(`${place}: sample ${i} is not a finite number; leave it out of the blocks`);
    }
    next = startSample + length;
  }
}

function checkWord(what: string, word: string): void {
  if (word.trim() === '' || word !== word.trim() || CONTROL.test(word)) throw new RangeError(`${what} ${JSON.stringify(word)} must be plain words`);
}
