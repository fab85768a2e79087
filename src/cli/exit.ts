import { CommanderError } from 'commander';
import { AppError, ERRORS } from '../model/index.ts';

/** 0 done; 2 bad input or usage; 3 a device or server that could not be reached; 1 a bug. */
export type ExitStatus = 0 | 1 | 2 | 3;

export function exitStatus(error: unknown): ExitStatus {
  if (error instanceof AppError) return ERRORS[error.code].exit;
  // Commander throws with code 0 after --help and --version, else the usage was wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return 1;
}

/** Of several failures the one that matters most to a script: a bug before bad input before the network. */
export function worstStatus(statuses: readonly ExitStatus[]): ExitStatus {
  return ([1, 2, 3] as const).find((status) => statuses.includes(status)) ?? 0;
}

/** The one line a person reads. A bug says where to find more, and shows its stack only when asked to. */
export function describeFailure(error: unknown, logLevel: string | undefined): string {
  if (error instanceof AppError && exitStatus(error) !== 1) return `surefoot: ${oneLine(error.message)}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (logLevel === 'debug' || logLevel === 'trace') return `surefoot: a fault in the software: ${stack}`;
  const message = error instanceof Error ? error.message : String(error);
  return `surefoot: a fault in the software: ${oneLine(message).replace(/\.$/, '')}. Run it again with SUREFOOT_LOG_LEVEL=debug and report what it prints.`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
