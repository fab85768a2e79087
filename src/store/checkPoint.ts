import type { MetricPoint } from '../model/ports.ts';
import { checkId } from './ids.ts';

/**
 * Guards a metric series, whatever store it goes to.
 * @throws RangeError naming the field: the value must be finite, the time a whole number of ms, the ids opaque.
 */
export function checkPoint(point: MetricPoint): void {
  checkId(point.patientId, 'patientId');
  checkId(point.assessmentId, 'assessmentId');
  checkId(point.trialId, 'trialId');
  if (!/^[A-Za-z][\w.]*$/.test(point.metric)) throw new RangeError(`metric must be an id such as gait.walkingSpeed, not "${point.metric}"`);
  if (!/^[\w.-]+@[\w.-]+$/.test(point.algorithm)) throw new RangeError(`algorithm must be id@version, not "${point.algorithm}"`);
  if (!Number.isSafeInteger(point.timeMs)) throw new RangeError(`timeMs must be a whole number of milliseconds, not ${point.timeMs}`);
  if (!Number.isFinite(point.value)) throw new RangeError(`${point.metric} is ${point.value}: only finite values can be kept, a missing one is left out`);
}
