import { basename } from 'node:path';
import { damaged } from '../../damage.ts';
import type { SensorColumns } from '../../sampleBlocks.ts';
import { sitesOf } from '../../sites.ts';
import type { CsvHeader } from './header.ts';
import type { Sidecar } from './sidecar.ts';

const AXES = ['x', 'y', 'z'] as const;

/** What the columns of a CSV are. */
export interface CsvColumns {
  readonly sensors: readonly SensorColumns[];
  /** The column that orders the rows; null where the sidecar says that they are even. */
  readonly clock: { readonly name: string; readonly index: number; readonly kind: 'time' | 'counter' } | null;
}

/**
 * Finds the columns by their names: `time` or `counter`, `<site>_acc_x` to `<site>_gyr_z`, or plain `acc_x` to `gyr_z` of one sensor
 * whose site the sidecar names. The sidecar's `columns` says which column of the file stands for a name. Throws AppError BAD_RECORDING.
 */
export function csvColumns(path: string, { names }: CsvHeader, sidecar: Sidecar): CsvColumns {
  const called = new Map(names.map((name, i) => [name.toLowerCase(), { name: name.toLowerCase(), index: i }]));
  for (const [name, own] of sidecar.columns) {
    const column = called.get(own.trim().toLowerCase());
    if (!column) throw sidecar.wrong('columns', `columns says that "${name}" is the column "${own}", but ${basename(path)} has no such column; it has ${names.join(', ')}.`);
    called.delete(column.name);
    called.set(name.toLowerCase(), { name: name.toLowerCase(), index: column.index });
  }

  const clock = clockOf(path, called, sidecar);
  const points = new Map<string, Map<string, number>>();
  for (const { name, index } of called.values()) {
    const [, prefix, kind, axis] = /^(?:(.*)_)?(acc|gyr)_([xyz])$/.exec(name) ?? [];
    if (kind === undefined) continue;
    const point = prefix ?? '';
    const axes = points.get(point) ?? new Map<string, number>();
    points.set(point, axes.set(`${kind}_${axis}`, index));
  }
  if (points.size === 0) {
    throw damaged(path, 1, `no column is an acceleration (the header names ${names.join(', ')}); name three columns acc_x, acc_y and acc_z, or say in ${basename(sidecar.path)} which they are: "columns": {"acc_x": "..."}.`);
  }
  return { sensors: sensorsOf(path, points, names, sidecar), clock };
}

function clockOf(path: string, called: ReadonlyMap<string, { index: number }>, sidecar: Sidecar): CsvColumns['clock'] {
  if (sidecar.evenlySampled) return null;
  for (const kind of ['time', 'counter'] as const) {
    const column = called.get(kind);
    if (column) return { name: kind, index: column.index, kind };
  }
  throw damaged(path, 1, `there is no column "time" or "counter", so lost samples cannot be seen; export one of them, or, if the rows are certainly even and complete, write "evenlySampled": true in ${basename(sidecar.path)}.`);
}

function sensorsOf(path: string, points: ReadonlyMap<string, ReadonlyMap<string, number>>, names: readonly string[], sidecar: Sidecar): SensorColumns[] {
  const trackedPoints = [...points.keys()].map((prefix) => {
    if (prefix !== '') return written(prefix, names);
    const site = sidecar.word('site');
    if (site === null) throw sidecar.wrong('site', 'site is missing; say where the sensor was worn, such as "site": "lowerBack".');
    return site;
  });
  const sites = sitesOf(trackedPoints);
  const placement = sidecar.word('placement');
  return [...points.values()].map((axes, i): SensorColumns => {
    const trackedPoint = trackedPoints[i];
    const twin = sites.indexOf(sites[i]);
    if (sites[i] === '') throw damaged(path, 1, `"${trackedPoint}" is no name of a place; name the columns after where the sensor was worn, such as lowerBack_acc_x.`);
    if (twin !== i) throw damaged(path, 1, `the columns of "${trackedPoints[twin]}" and "${trackedPoint}" mean the same site (${sites[i]}); give one of them another name.`);
    const triple = (kind: 'acc' | 'gyr', factor: () => number) => {
      const found = AXES.map((axis) => axes.get(`${kind}_${axis}`));
      if (kind === 'gyr' && found.every((index) => index === undefined)) return null;
      const missing = AXES.filter((_, axis) => found[axis] === undefined);
      if (missing.length > 0) throw damaged(path, 1, `"${trackedPoint}" has no column ${missing.map((axis) => `${kind}_${axis}`).join(', ')}; a sensor needs x, y and z.`);
      const unit = factor();
      return found.map((index) => ({ index: index!, factor: unit }));
    };
    const acc = triple('acc', () => sidecar.acceleration)!;
    const gyr = triple('gyr', () => sidecar.angularRate);
    return { description: { site: sites[i], trackedPoint, hasGyroscope: gyr !== null, ...(placement === null ? {} : { placement }) }, acc, gyr };
  });
}

/** A site as the header spells it: columns are compared in small letters, but `lowerBack` should stay itself. */
function written(prefix: string, names: readonly string[]): string {
  const name = names.find((candidate) => candidate.toLowerCase().startsWith(`${prefix}_`));
  return name?.slice(0, prefix.length) ?? prefix;
}
