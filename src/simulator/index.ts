import type { RecordingData } from '../model/index.ts';
import type { WalkOptions } from './people/options.ts';
import type { Scenario } from './define.ts';
import { scenarios, type ScenarioId } from './scenarios/index.ts';
import { simulateScene } from './scenes/simulateScene.ts';
import { simulateWalk, type SimulatedWalk } from './walk.ts';

export { defineScenario, type Scenario, type ScenarioOptions } from './define.ts';
export { DEFAULTS, INSTEP, LOWER_BACK } from './people/defaults.ts';
export type { Course, LostPackets, TimedCourse, WalkOptions, WornSensor } from './people/options.ts';
export type { TrueStride, WalkTruth } from './people/truth.ts';
export { scenarios, type ScenarioId } from './scenarios/index.ts';
export { simulateWalk, truthOfWalk, type SimulatedWalk } from './walk.ts';
export * from './worn/mounting.ts';

/**
 * Simulates a scenario. The recording's subject is the scenario and seed: two of them never share a name.
 * @param scenario id of a listed scenario, or one of your own
 * @param seed whole number of 0 or more; another seed is another walk of the same kind
 * @throws RangeError for an unknown id or an option out of range
 */
export function simulate(scenario: ScenarioId | Scenario, seed: number): RecordingData {
  return simulateScenario(scenario, seed).recording;
}

/** As `simulate`, together with what really happened. */
export function simulateScenario(scenario: ScenarioId | Scenario, seed: number): SimulatedWalk {
  const found: Scenario | undefined = typeof scenario === 'string' ? scenarios.find(({ id }) => id === scenario) : scenario;
  if (!found) throw new RangeError(`there is no scenario "${scenario as string}"; choose one of ${scenarios.map(({ id }) => id).join(', ')}`);
  return simulateWith(found, { seed, subject: `${found.id}${seed}`, task: found.id });
}

/** A scenario done by somebody else, with another sensor or under another name. @throws RangeError for an option out of range */
export function simulateWith(scenario: Scenario, different: Partial<WalkOptions>): SimulatedWalk {
  const options = { ...scenario.options, ...different };
  return scenario.scene ? simulateScene(scenario.scene, options) : simulateWalk(options);
}
