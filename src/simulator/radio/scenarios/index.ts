import type { RadioScenario } from '../scenario.ts';
import { oneDot } from './oneDot.ts';
import { walkingClinic } from './walkingClinic.ts';

/** Ready-made rooms, by name. */
export const radioScenarios = { oneDot, walkingClinic } as const satisfies Record<string, RadioScenario>;

export type RadioScenarioId = keyof typeof radioScenarios;
