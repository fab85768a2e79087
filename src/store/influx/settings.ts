import { AppError } from '../../model/errors.ts';

export interface InfluxSettings {
  /** Scheme, host, port and, behind a proxy, a path: `http://127.0.0.1:8086`. */
  readonly url: URL;
  readonly database: string;
  /** Value of the header `Authorization`; null where the server asks for none. */
  readonly authorization: string | null;
}

export const DEFAULT_DATABASE = 'surefoot';

/**
 * Checks what the environment says of an InfluxDB.
 * @param secret text of the token file: a token, or `user:password` of a 1.x server
 * @throws AppError BAD_INPUT naming the variable
 */
export function influxSettings(address: string, database = DEFAULT_DATABASE, secret: string | null = null): InfluxSettings {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw bad('SUREFOOT_INFLUX_URL', 'is no address such as http://127.0.0.1:8086');
  if (url.username !== '' || url.password !== '') throw bad('SUREFOOT_INFLUX_URL', 'holds a password, which every program of this user could read: put it into a file and name that in SUREFOOT_INFLUX_TOKEN_FILE');
  if (url.search !== '' || url.hash !== '') throw bad('SUREFOOT_INFLUX_URL', 'has a part after "?" or "#": leave it out, and name the database in SUREFOOT_INFLUX_DATABASE');
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(database)) throw bad('SUREFOOT_INFLUX_DATABASE', 'must be letters, digits, "_" and "-" only');
  return { url, database, authorization: secret === null ? null : authorization(secret.trim()) };
}

function authorization(secret: string): string {
  if (!/^[\x21-\x7e]+$/.test(secret)) throw bad('SUREFOOT_INFLUX_TOKEN_FILE', 'must hold one token, or user:password, on one line');
  // 1.x knows users, 2.x and 3.x tokens; no token of theirs has a colon.
  return secret.includes(':') ? `Basic ${Buffer.from(secret).toString('base64')}` : `Token ${secret}`;
}

function bad(field: string, why: string): AppError {
  return new AppError('BAD_INPUT', `${field} ${why}.`, { field });
}
