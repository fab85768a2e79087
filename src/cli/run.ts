import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import type { CommandDefinition } from './commands/define.ts';
import { describeFailure, exitStatus, type ExitStatus } from './exit.ts';
import { tell } from './output.ts';
import { softwareVersion } from '../app.ts';

/** Runs one command line and returns its exit status. Nothing here calls process.exit. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const outcome: { status: ExitStatus } = { status: 0 };
  try {
    await program(outcome).parseAsync([...argv], { from: 'user' });
    return outcome.status;
  } catch (error) {
    // Commander has printed its own line already.
    if (!(error instanceof CommanderError)) tell(describeFailure(error, process.env.SUREFOOT_LOG_LEVEL));
    return exitStatus(error);
  }
}

function program(outcome: { status: ExitStatus }): Command {
  const root = quietly(new Command('surefoot'))
    .description('Turns body-worn motion sensors into gait, balance and fall-risk findings a physical therapist can trace.')
    .version(softwareVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', '\nExample:\n  surefoot analyze fixtures/recordings\n\nExit status: 0 done; 2 bad input or usage; 3 not reachable; 1 a fault in the software.');
  for (const definition of commands) root.addCommand(subcommand(definition, outcome));
  return root;
}

function subcommand(definition: CommandDefinition, outcome: { status: ExitStatus }): Command {
  const command = quietly(new Command(definition.name))
    .description(definition.summary)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `\nExamples:\n${definition.examples.map((line) => `  ${line}`).join('\n')}`);
  definition.declare(command);
  return command.action(async (...given: unknown[]) => {
    // Commander hands over the arguments, then the options, then the command itself.
    const options = given.at(-2) as Record<string, unknown>;
    const values = given.slice(0, -2) as (string | undefined)[];
    outcome.status = await definition.run(values, options);
  });
}

/** Usage errors are thrown, and printed as one line like every other error. */
function quietly(command: Command): Command {
  return command.exitOverride().configureOutput({
    outputError: (text, write) => {
      write(`surefoot: ${text.trim().replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')}\n`);
    },
  });
}
