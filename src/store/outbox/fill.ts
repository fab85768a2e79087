import type { MetricPoint } from '../../model/ports.ts';
import type { RolledDay } from '../days.ts';
import type { Database } from '../sqlite/database.ts';
import { pointOf, type PointRow } from '../sqlite/metricStore.ts';
import { FILLED } from './outbox.ts';

/** How far what was there before InfluxDB is copied: first all points, then all days, each in the order of its key. */
interface Place {
  readonly part: 'points' | 'days';
  readonly after: readonly (string | number)[];
  readonly fraction: number;
}

/** A piece of it, small enough to be read between two packets of a live sensor. */
export interface Piece {
  readonly points: readonly MetricPoint[];
  readonly days: readonly RolledDay[];
  /** Patients whose first points are in this piece. */
  readonly begun: readonly string[];
  /** To be kept once the piece is copied. */
  readonly filledTo: string;
}

const FIRST: Place = { part: 'points', after: ['', '', -Infinity, '', ''], fraction: 0 };
const FIRST_DAY = ['', '', -Infinity, ''] as const;
/** Points take most of the time. */
const POINTS_SHARE = 0.9;

export function filledFraction(filledTo: string): number {
  return filledTo === FILLED ? 1 : placeOf(filledTo).fraction;
}

/** The piece after `filledTo`; null when everything is copied. */
export function nextPiece(db: Database, filledTo: string, limit: number): Piece | null {
  if (filledTo === FILLED) return null;
  const { part, after } = placeOf(filledTo);
  if (part === 'days') return daysAfter(db, after, limit);
  const rows = db.all<PointRow>(
    `SELECT * FROM metric_point WHERE (patient_id, metric, time_ms, trial_id, algorithm) > (?, ?, ?, ?, ?)
     ORDER BY patient_id, metric, time_ms, trial_id, algorithm LIMIT ?`,
    ...after, limit,
  );
  const last = rows.at(-1);
  if (!last) return daysAfter(db, FIRST_DAY, limit);
  return {
    points: rows.map(pointOf),
    days: [],
    begun: [...new Set(rows.map(({ patient_id: id }) => id))].filter((id) => id !== after[0]),
    filledTo: written({ part: 'points', after: [last.patient_id, last.metric, last.time_ms, last.trial_id, last.algorithm], fraction: POINTS_SHARE * shareOf(db, last.patient_id) }),
  };
}

function daysAfter(db: Database, after: readonly (string | number)[], limit: number): Piece {
  const days = db.all<RolledDay>(
    `SELECT patient_id AS patientId, metric, day, algorithm, n, mean, least AS min, greatest AS max FROM metric_day
     WHERE (patient_id, metric, day, algorithm) > (?, ?, ?, ?) ORDER BY patient_id, metric, day, algorithm LIMIT ?`,
    ...after, limit,
  );
  const last = days.at(-1);
  const filledTo = last
    ? written({ part: 'days', after: [last.patientId, last.metric, last.day, last.algorithm], fraction: POINTS_SHARE + (1 - POINTS_SHARE) * shareOf(db, last.patientId) })
    : FILLED;
  return { points: [], days, begun: [], filledTo };
}

/** Share of the clinic's patients up to this one. Counting points would take long where there are many. */
function shareOf(db: Database, patientId: string): number {
  const { before, all } = db.get<{ before: number; all: number }>('SELECT (SELECT count(*) FROM patient WHERE id < ?) AS before, (SELECT count(*) FROM patient) AS "all"', patientId)!;
  return all === 0 ? 0 : before / all;
}

function placeOf(filledTo: string): Place {
  return filledTo === '' ? FIRST : (JSON.parse(filledTo) as Place);
}

/** -Infinity, which JSON does not know, is only ever a place to begin at. */
function written(place: Place): string {
  return JSON.stringify(place);
}
