import { damaged, shown } from '../../damage.ts';
import type { HeadLine } from '../../headLines.ts';
import type { TextLayout } from '../../numberRows.ts';
import type { SensorColumns } from '../../sampleBlocks.ts';
import { sitesOf } from '../../sites.ts';

/** Output rates of the sensor, Hz. Source: Xsens DOT User Manual XD0502P; 120 Hz is for recording on the sensor only. */
const RATES_HZ = [1, 4, 10, 12, 15, 20, 30, 60, 120];
/** The clock ticks in whole microseconds, and a first packet may be late: the middle of so many steps is the rate. */
const RATE_STEPS = 50;
const RATE_TOLERANCE = 0.02;

/** What stands above the rows of an export. */
export interface DotHead {
  readonly layout: TextLayout;
  readonly columnCount: number;
  /** Bytes before the first row. */
  readonly end: number;
  readonly sampleRateHz: number;
  readonly sensor: SensorColumns;
  readonly clock: { readonly name: 'SampleTimeFine' | 'PacketCounter'; readonly index: number };
  readonly device: string;
}

/** Index of the header row among a file's first lines; -1 in a file that is no export of this sensor. */
export function headerRow(lines: readonly HeadLine[]): number {
  return lines.slice(0, 40).findIndex(({ text }) => /^\s*"?PacketCounter"?\s*[,;\t]/i.test(text));
}

/** Reads the lines above the rows. Throws AppError BAD_RECORDING. */
export function parseHead(path: string, lines: readonly HeadLine[]): DotHead {
  const row = headerRow(lines);
  if (row < 0) throw damaged(path, null, 'there is no header row that starts with PacketCounter; export the recording again as CSV.');
  const { text, line, end } = lines[row];
  const separator = /[,;\t]/.exec(text)![0];
  const cells = (of: string): string[] => of.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').trim());
  const names = cells(text).map((name) => name.toLowerCase());
  while (names.at(-1) === '') names.pop();
  const index = (name: string): number | undefined => { const at = names.indexOf(name); return at < 0 ? undefined : at; };
  const triple = (kind: string) => {
    const found = ['x', 'y', 'z'].map((axis) => index(`${kind}_${axis}`));
    return found.every((at) => at !== undefined) ? found.map((at) => ({ index: at, factor: 1 })) : null;
  };

  const acc = triple('acc');
  if (!acc) throw damaged(path, line, withoutAcceleration(names));
  const gyr = triple('gyr');
  // "DeviceTag:,Lower back,,,": the tag is the name the wearer gave the sensor.
  const meta = new Map(lines.slice(0, row).map(({ text: said }) => { const [key, value] = cells(said); return [key.toLowerCase().replace(/:$/, ''), value ?? '']; }));
  const tag = meta.get('devicetag') ?? '';
  const trackedPoint = /[\p{L}\p{N}]/u.test(tag) ? tag : 'sensor';
  const [site] = sitesOf([trackedPoint]);

  const rows = lines.slice(row + 1).map(({ text: cellsText }) => cells(cellsText));
  const fine = index('sampletimefine');
  // Some exporters leave the time empty; then the counter of packets is the clock.
  const clock = fine !== undefined && (rows.length === 0 || rows[0][fine]) ? { name: 'SampleTimeFine' as const, index: fine } : { name: 'PacketCounter' as const, index: 0 };
  const stated = meta.get('outputrate');
  const sampleRateHz = stated ? statedRate(path, stated, lines.find(({ text: said }) => /^\W*outputrate/i.test(said))!.line) : measuredRate(path, clock, rows);
  return {
    layout: {
      separator: separator.charCodeAt(0),
      separatorName: 'commas',
      firstLine: line + 1,
      mayEndWithSeparator: true,
      columnsFrom: path,
      saysColumns: (count) => `the header on line ${line} names ${count}`,
    },
    columnCount: names.length,
    end,
    sampleRateHz,
    sensor: { description: { site, trackedPoint, hasGyroscope: gyr !== null }, acc, gyr },
    clock,
    device: ['Movella DOT', meta.get('firmwareversion') ? `firmware ${meta.get('firmwareversion')}` : ''].join(' ').trim(),
  };
}

function withoutAcceleration(names: readonly string[]): string {
  if (names.includes('freeacc_x')) {
    return 'the file holds free acceleration (FreeAcc) only: gravity has been taken out and the axes are not the sensor\'s, so posture and steps cannot be read from it; record in a mode with Acc_X, Acc_Y, Acc_Z, such as "Rate quantities" or "Custom mode 5".';
  }
  if (names.includes('dv[1]')) {
    return 'the file holds increments (dq, dv) only; export the recording with Acc and Gyr, or record in a mode with them, such as "Rate quantities".';
  }
  return 'there are no columns Acc_X, Acc_Y, Acc_Z; record in a mode with acceleration, such as "Rate quantities" or "Custom mode 5".';
}

function statedRate(path: string, text: string, line: number): number {
  const rate = Number(/^(\d+)\s*(?:Hz)?$/i.exec(text)?.[1] ?? NaN);
  if (!RATES_HZ.includes(rate)) throw damaged(path, line, `the OutputRate ${shown(text)} is none of this sensor's (${RATES_HZ.join(', ')} Hz); correct it or export again.`, 'OutputRate');
  return rate;
}

function measuredRate(path: string, clock: DotHead['clock'], rows: readonly string[][]): number {
  const times = rows.slice(0, RATE_STEPS + 1).map((cells) => Number(cells[clock.index]));
  const steps = times.slice(1).map((time, i) => time - times[i]).filter((step) => step > 0).sort((a, b) => a - b);
  const found = 1e6 / steps[steps.length >> 1];
  const rate = RATES_HZ.find((known) => Math.abs(found / known - 1) < RATE_TOLERANCE);
  if (clock.name !== 'SampleTimeFine' || rate === undefined) {
    throw damaged(path, null, `neither a line OutputRate nor the times tell the sampling rate; add a line "OutputRate:,60Hz" (with the rate that was set) above the header.`, 'OutputRate');
  }
  return rate;
}
