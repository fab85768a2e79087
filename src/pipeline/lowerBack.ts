import { AppError } from '../model/index.ts';
import type { Finding, RecordingHeader, SensorDescription } from '../model/index.ts';

export interface LowerBackChoice {
  /** Null when no sensor can stand for the lower back. */
  readonly sensor: SensorDescription | null;
  readonly findings: readonly Finding[];
}

/**
 * Which sensor is worn at the lower back: the one the caller names, the one the recording names so, or the only one there is.
 * @param wanted site or tracked point, as the caller wrote it
 * @throws AppError BAD_INPUT when the recording has no such sensor
 */
export function chooseLowerBack({ path, sensors }: RecordingHeader, wanted?: string): LowerBackChoice {
  const known = sensors.map((s) => s.trackedPoint).join(', ');
  if (wanted !== undefined) {
    const sensor = sensors.find((s) => [s.site, s.trackedPoint].some((name) => name.toLowerCase() === wanted.toLowerCase()));
    if (!sensor) throw new AppError('BAD_INPUT', `${path} has no sensor at "${wanted}"; name one of: ${known}.`, { file: path, field: 'site' });
    const findings: Finding[] =
      sensor.site === 'lowerBack' ? [] : [{ code: 'SITE_ASSUMED', severity: 'note', message: `The sensor "${sensor.trackedPoint}" was read as worn at the lower back, as asked.` }];
    return { sensor, findings };
  }
  const named = sensors.find((s) => s.site === 'lowerBack');
  if (named) return { sensor: named, findings: [] };
  const only = sensors.length === 1 ? sensors[0] : undefined;
  if (only) {
    const message = `The only sensor is called "${only.trackedPoint}"; it was read as worn at the lower back. If it was worn elsewhere, do not use the numbers.`;
    return { sensor: only, findings: [{ code: 'SITE_ASSUMED', severity: 'problem', message }] };
  }
  const message = `No sensor is called lower back (there are: ${known}), so gait was not analysed. Say which one it was with --site.`;
  return { sensor: null, findings: [{ code: 'NO_LOWER_BACK_SENSOR', severity: 'problem', message }] };
}
