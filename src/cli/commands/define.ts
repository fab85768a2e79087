import type { Command } from 'commander';
import type { ExitStatus } from '../exit.ts';

/** One command of the command line. */
export interface CommandDefinition {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Command lines that work as they stand; `--help` shows them. */
  readonly examples: readonly string[];
  /** Adds arguments and options. */
  declare(command: Command): void;
  /** Does the work. `values` are the arguments in order; failures are thrown as AppError. */
  run(values: readonly (string | undefined)[], options: Record<string, unknown>): Promise<ExitStatus>;
}
