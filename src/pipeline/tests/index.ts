import type { Walking } from '../../dsp/gait/walking.ts';
import type { SensorSeries } from '../../dsp/series.ts';
import type { TestRequest } from '../section.ts';
import { chair } from './chair.ts';
import type { TestReader, TestRead } from './define.ts';
import { stanceReader } from './stance.ts';
import { timedUpAndGo } from './timedUpAndGo.ts';
import { stairs } from './stairs.ts';
import { turnInPlace } from './turnInPlace.ts';

export { NO_PARTS, refuse } from './define.ts';
export type { MarkedSample, TestParts, TestRead } from './define.ts';

/** The reader of every kind of test but the walk. */
export const testReaders: readonly TestReader[] = [stanceReader, chair, timedUpAndGo, turnInPlace, stairs];

/** @returns null for a walk, which needs no reader of its own */
export function readTest(request: TestRequest, series: SensorSeries, walking: Walking): TestRead | null {
  const reader = testReaders.find(({ reads }) => reads === request.protocol.reads);
  return reader ? reader.read({ ...request, series, walking }) : null;
}
