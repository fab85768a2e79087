import { basename, join } from 'node:path';
import type { RecordingReader } from '../../model/index.ts';
import { AppError } from '../../model/index.ts';
import { ClockPlaces } from '../clockPlaces.ts';
import { fileBytes } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { firstBytes, headLines, linesOf } from '../headLines.ts';
import { rowReader } from '../rowReader.ts';
import { defineFormat } from './define.ts';
import { headerRow, parseHead } from './movellaDot/head.ts';

const ROLE = 'recording.csv';
const SNIFF_BYTES = 8192;
/** SampleTimeFine is a 32-bit count of microseconds: it starts again after 71.6 minutes. */
const TIME_WRAPS_AT = 2 ** 32;
/** PacketCounter is 16 bits wide in streams and does not wrap in recordings made on the sensor. */
const COUNTER_WRAPS_AT = 2 ** 16;

/**
 * CSV as the Movella (formerly Xsens) DOT app and Data Exporter write it: a few lines about the sensor, then a table.
 * Acc in m/s² with gravity, Gyr in deg/s, in the sensor's own axes; orientation and free acceleration are left aside.
 * Source: Xsens DOT User Manual XD0502P and BLE Services Specifications XD0506P rev F (units, clock).
 * Lost samples are found by SampleTimeFine, because PacketCounter counts what arrived, not what was measured.
 */
export const movellaDot = defineFormat({
  id: 'movellaDot',
  label: 'Movella DOT',
  looksLike: 'a .csv file exported by its app',
  async recognises(path) {
    if (!/.\.(csv|txt)$/i.test(basename(path)) || basename(path).startsWith('.')) return false;
    try {
      return headerRow(linesOf(await firstBytes(path, SNIFF_BYTES))) >= 0;
    } catch (error) {
      // Whoever opens the file will say why it cannot be read.
      if (error instanceof AppError) return false;
      throw error;
    }
  },
  find: (folder) => findFiles(folder, (path) => movellaDot.recognises(path)),
  open: (path) => openFile(path, path),
  async files(path) {
    await movellaDot.open(path);
    return [{ role: ROLE, open: () => fileBytes(path) }];
  },
  openArchived: (folder) => openFile(folder, join(folder, ROLE)),
});

async function openFile(path: string, rows: string): Promise<RecordingReader> {
  const { layout, columnCount, end, sampleRateHz, sensor, clock, device } = parseHead(rows, await headLines(rows));
  const fine = clock.name === 'SampleTimeFine';
  return rowReader({
    path, format: 'movellaDot', sampleRateHz, sensors: [sensor.description], participant: null, events: [], taskName: null, device,
  }, {
    path: rows,
    layout,
    columnCount,
    sensors: [sensor],
    clock: { index: clock.index, factor: 1 },
    skipBytes: end,
    places: () => new ClockPlaces({
      path: rows, ...clock, sampleRateHz,
      samplesPerUnit: fine ? sampleRateHz / 1e6 : 1,
      wrapsAt: fine ? TIME_WRAPS_AT : COUNTER_WRAPS_AT,
      rateRemedy: 'correct the line OutputRate or export again',
    }),
  });
}
