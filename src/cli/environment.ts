import { type Command, Option } from 'commander';
import { AppError } from '../model/index.ts';
import { port } from './values.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `SUREFOOT_LOG_LEVEL`, for the server's log on stderr. */
export function logLevel(fallback: LogLevel, environment: NodeJS.ProcessEnv = process.env): LogLevel {
  const text = environment.SUREFOOT_LOG_LEVEL;
  if (text === undefined || text === '') return fallback;
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  throw new AppError('BAD_INPUT', `SUREFOOT_LOG_LEVEL is "${text}"; use one of ${LOG_LEVELS.join(', ')}.`, { field: 'SUREFOOT_LOG_LEVEL' });
}

export function addDataOption(command: Command, fallback: string): Command {
  return command.addOption(new Option('--data <folder>', 'data folder').env('SUREFOOT_DATA').default(fallback));
}

export function addPortOption(command: Command): Command {
  return command.addOption(new Option('--port <n>', 'port; 0 takes a free one').env('SUREFOOT_PORT').argParser(port).default(8080));
}
