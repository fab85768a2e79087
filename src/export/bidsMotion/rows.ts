import type { ImuBlock, RecordingData, SensorAxes } from '../../model/index.ts';

/** Finer than any body-worn sensor resolves: 1e-6 m/s² and 1e-6 deg/s. */
export const STEPS_PER_UNIT = 1e6;
/** From here on doubles are coarser than the step, and rounding would only do harm. */
const COARSE = Number.MAX_SAFE_INTEGER / STEPS_PER_UNIT;
const PIECE_ROWS = 2048;

/** Rows on the recording's grid, gaps included. */
export function sampleCount({ sensors }: RecordingData): number {
  return Math.max(...sensors.flatMap(({ blocks }) => blocks.map(({ startSample, length }) => startSample + length)));
}

/** The motion file piece by piece: one row a sample of the grid, x, y, z of each sensor's ACCEL, then GYRO. */
export function* motionRows(recording: RecordingData): Generator<string> {
  const rows = sampleCount(recording);
  const writers = recording.sensors.map(({ blocks }) => sensorCells(blocks));
  let piece = '';
  for (let row = 0; row < rows; row++) {
    piece += `${writers.map((cells) => cells(row)).join('\t')}\n`;
    if ((row + 1) % PIECE_ROWS === 0) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** A sensor's cells of one row after the other. */
function sensorCells(blocks: readonly ImuBlock<SensorAxes>[]): (row: number) => string {
  const missing = new Array<string>(blocks[0]?.gyr ? 6 : 3).fill('n/a').join('\t');
  let at = 0;
  return (row) => {
    while (at < blocks.length && row >= blocks[at].startSample + blocks[at].length) at++;
    if (at === blocks.length || row < blocks[at].startSample) return missing;
    const { acc, gyr, startSample } = blocks[at];
    const i = row - startSample;
    const cells = [acc.x[i], acc.y[i], acc.z[i]];
    if (gyr) cells.push(gyr.x[i], gyr.y[i], gyr.z[i]);
    return cells.map(shortest).join('\t');
  };
}

/** The shortest text that reads back as the value rounded to 1e-6. */
export function shortest(value: number): string {
  return String(Math.abs(value) < COARSE ? Math.round(value * STEPS_PER_UNIT) / STEPS_PER_UNIT : value);
}
