import type { BatteryScore } from '../../../model/index.ts';
import type { Assessed } from '../define.ts';
import { fourStage } from './fourStage.ts';
import { sppb } from './sppb.ts';

export { fourStage } from './fourStage.ts';
export { sppb } from './sppb.ts';

/** Every battery of which the visit has enough to call it one. */
export function batteriesOf(assessed: Assessed): BatteryScore[] {
  return [sppb(assessed), fourStage(assessed)].filter((battery) => battery !== null);
}
