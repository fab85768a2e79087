import { damaged, shown } from '../../damage.ts';
import type { Column, SensorColumns } from '../../sampleBlocks.ts';
import { sitesOf } from '../../sites.ts';
import type { TableRow } from '../../table.ts';
import { parseTable } from '../../table.ts';
import { accelerationFactor, angularRateFactor } from '../../units.ts';

export interface Channels {
  /** Columns of the motion file. */
  readonly count: number;
  /** Those that are no clock and no miscellany: some datasets count only these as motion channels. */
  readonly motionCount: number;
  readonly sensors: readonly SensorColumns[];
  /** When each row was sampled, where the file says so. */
  readonly latency: Column | null;
}

const COLUMNS = ['name', 'component', 'type', 'tracked_point', 'units'];
const AXES = ['x', 'y', 'z'];
const LATENCY_FACTORS: ReadonlyMap<string, number> = new Map([['s', 1], ['sec', 1], ['seconds', 1], ['ms', 1e-3]]);
const KINDS = {
  ACCEL: { factor: accelerationFactor, units: 'm/s^2 or g' },
  GYRO: { factor: angularRateFactor, units: 'deg/s or rad/s' },
  LATENCY: { factor: (unit: string) => LATENCY_FACTORS.get(unit) ?? null, units: 's or ms' },
} as const;

interface Placed extends Column {
  readonly line: number;
}

/** Reads `_channels.tsv`: which column of the motion file is what. Throws AppError BAD_RECORDING. */
export function parseChannels(path: string, text: string): Channels {
  const { rows } = parseTable(path, text, COLUMNS);
  const points = new Map<string, { axes: Map<string, Placed>; placement: string | null; line: number }>();
  let latency: Column | null = null;
  rows.forEach((row, index) => {
    const type = row.cell('type')?.toUpperCase();
    if (type === 'LATENCY') latency ??= { index, factor: factorOf(path, row, type) };
    if (type !== 'ACCEL' && type !== 'GYRO') return;
    const name = row.cell('tracked_point');
    if (name === null || !/[\p{L}\p{N}]/u.test(name)) {
      throw damaged(path, row.line, 'the channel has no tracked_point; write where the sensor is worn, such as LowerBack.', 'tracked_point');
    }
    const axis = row.cell('component')?.toLowerCase() ?? 'n/a';
    if (!AXES.includes(axis)) throw damaged(path, row.line, `the component ${shown(axis)} is no axis of ${type === 'GYRO' ? 'a' : 'an'} ${type} channel; write x, y or z.`, 'component');
    const point = points.get(name) ?? { axes: new Map<string, Placed>(), placement: row.cell('placement'), line: row.line };
    const first = point.axes.get(`${type} ${axis}`);
    if (first) throw damaged(path, row.line, `a second ${type} ${axis} of ${name} (the first is on line ${first.line}); each sensor has x, y and z once.`, 'component');
    point.axes.set(`${type} ${axis}`, { index, factor: factorOf(path, row, type), line: row.line });
    points.set(name, point);
  });
  if (points.size === 0) throw damaged(path, null, 'no channel is an accelerometer; rows with type ACCEL and component x, y and z are needed.', 'type');

  const names = [...points.keys()];
  const sites = sitesOf(names);
  const sensors = [...points].map(([trackedPoint, { axes, placement, line }], i): SensorColumns => {
    const site = sites[i];
    const same = names[sites.indexOf(site)];
    if (same !== trackedPoint) throw damaged(path, line, `the tracked points ${shown(same)} and ${shown(trackedPoint)} mean the same site (${site}); give one of them another name.`, 'tracked_point');
    const acc = triple(path, line, trackedPoint, 'ACCEL', axes)!;
    const gyr = triple(path, line, trackedPoint, 'GYRO', axes);
    const description = { site, trackedPoint, hasGyroscope: gyr !== null, ...(placement === null ? {} : { placement }) };
    return { description, acc, gyr };
  });
  const motionCount = rows.filter((row) => !/^(latency|misc)$/i.test(row.cell('type') ?? '')).length;
  return { count: rows.length, motionCount, sensors, latency };
}

function factorOf(path: string, row: TableRow, type: keyof typeof KINDS): number {
  const unit = row.cell('units') ?? 'n/a';
  const factor = KINDS[type].factor(unit);
  if (factor === null) throw damaged(path, row.line, `the unit ${shown(unit)} of ${type === 'GYRO' ? 'a' : 'an'} ${type} channel is unknown; use ${KINDS[type].units}.`, 'units');
  return factor;
}

/** x, y and z of one kind; null where a sensor has no gyroscope. */
function triple(path: string, line: number, point: string, type: 'ACCEL' | 'GYRO', axes: ReadonlyMap<string, Placed>): Placed[] | null {
  const found = AXES.map((axis) => axes.get(`${type} ${axis}`));
  if (type === 'GYRO' && found.every((column) => column === undefined)) return null;
  const missing = AXES.filter((_, i) => found[i] === undefined);
  if (missing.length > 0) {
    throw damaged(path, line, `${point} has no ${type} ${missing.join(', ')}; a sensor needs ${type} channels for x, y and z.`, 'component');
  }
  return found as Placed[];
}
