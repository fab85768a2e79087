import type { WalkOptions } from './people/options.ts';
import type { SceneMaker } from './scenes/simulateScene.ts';

/** What a scenario decides; the seed is the caller's, and the recording is named after the scenario. */
export type ScenarioOptions = Partial<Omit<WalkOptions, 'seed' | 'subject' | 'task' | 'run'>>;

/** One named situation to simulate. */
export interface Scenario<Id extends string = string> {
  /** camelCase, letters and digits */
  readonly id: Id;
  readonly label: string;
  /** One sentence. */
  readonly description: string;
  /** What differs from the default walker (people/defaults.ts). */
  readonly options: ScenarioOptions;
  /** What happens instead of a walk over a course. Absent: `options` say it all. */
  readonly scene?: SceneMaker;
}

/** Keeps the id's literal type, so that a misspelt scenario does not compile. */
export function defineScenario<const Id extends string>(scenario: Scenario<Id>): Scenario<Id> {
  return scenario;
}
