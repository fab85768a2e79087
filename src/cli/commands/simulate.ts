import { AppError } from '../../model/index.ts';
import type { CommandDefinition } from './define.ts';
import { print, tell } from '../output.ts';
import { integerBetween } from '../values.ts';
import { listScenarios, simulateInto } from '../../app.ts';

export const simulateCommand: CommandDefinition = {
  name: 'simulate',
  summary: 'Writes a simulated recording with its ground truth as events.',
  examples: ['surefoot simulate --list', 'surefoot simulate minuteWalk --out simulated --seed 7'],

  declare(command) {
    command
      .argument('[scenario]', 'what to simulate; --list shows them')
      .option('--out <folder>', 'folder of the BIDS dataset to write to')
      .option('--seed <n>', 'the same seed gives the same bytes', integerBetween(0, 4_294_967_295), 1)
      .option('--list', 'list the scenarios');
  },

  async run([scenario], { out, seed, list }) {
    const scenarios = await listScenarios();
    if (list) {
      const width = Math.max(...scenarios.map(({ id }) => id.length)) + 2;
      for (const { id, description } of scenarios) print(`${id.padEnd(width)}${description}`);
      return 0;
    }
    if (!scenarios.some(({ id }) => id === scenario)) {
      const said = scenario === undefined ? 'Name a scenario' : `There is no scenario "${scenario}"`;
      throw new AppError('BAD_INPUT', `${said}; choose one of ${scenarios.map(({ id }) => id).join(', ')}.`, { field: 'scenario' });
    }
    if (out === undefined) throw new AppError('BAD_INPUT', 'Say where to write the recording with --out FOLDER.', { field: 'out' });
    const { motionPath } = await simulateInto(out as string, scenario as string, seed as number);
    print(motionPath);
    tell(`Scenario ${scenario}, seed ${seed as number}. Simulated: no person walked here.`);
    return 0;
  },
};
