import { readFileSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { InfluxAddress } from '../app.ts';
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

/** What the environment says of an InfluxDB for metric series; null where it names none. */
export function influxAddress(environment: NodeJS.ProcessEnv = process.env): InfluxAddress | null {
  const url = environment.SUREFOOT_INFLUX_URL;
  if (url === undefined || url === '') return null;
  return { url, database: environment.SUREFOOT_INFLUX_DATABASE || undefined, secret: secretFrom('SUREFOOT_INFLUX_TOKEN_FILE', environment) };
}

/** The token with which other machines may read /metrics; null where the environment names none. */
export function metricsToken(environment: NodeJS.ProcessEnv = process.env): string | null {
  return secretFrom('SUREFOOT_METRICS_TOKEN_FILE', environment);
}

/** A secret from the file that a variable names: a variable's own text is seen by every program of the user. */
function secretFrom(variable: string, environment: NodeJS.ProcessEnv): string | null {
  const file = environment[variable];
  if (file === undefined || file === '') return null;
  let secret: string;
  let mode: number;
  try {
    secret = readFileSync(file, 'utf8').trim();
    ({ mode } = statSync(file));
  } catch (error) {
    throw new AppError('BAD_INPUT', `${variable}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { field: variable, file }, { cause: error });
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new AppError('BAD_INPUT', `${variable}: others can read ${file}; run "chmod 600" on it.`, { field: variable, file });
  if (secret === '') throw new AppError('BAD_INPUT', `${variable}: ${file} is empty.`, { field: variable, file });
  return secret;
}
