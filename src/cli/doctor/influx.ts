import { influxDatabase } from '../../app.ts';
import { AppError } from '../../model/index.ts';
import { influxAddress } from '../environment.ts';
import { checkOf, type Check } from './check.ts';

const ANSWER_MS = 3000;

/** Whether the InfluxDB of the environment answers, lets us in and has the database; null where none is named. Recording goes on without it. */
export async function influxCheck(): Promise<Check | null> {
  const { ok, note, problem } = checkOf('influx', 'InfluxDB');
  try {
    const address = influxAddress();
    if (!address) return null;
    const database = address.database ?? 'surefoot';
    const state = await influxDatabase(address);
    const ping = new URL('ping', address.url.endsWith('/') ? address.url : `${address.url}/`);
    const shown = `${ping.protocol}//${ping.host}`;
    const { status } = await fetch(ping, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' }).catch((error: unknown) => {
      throw new AppError('STORE_UNAVAILABLE', `${shown} cannot be reached (${reasonOf(error)}); start it, or see SUREFOOT_INFLUX_URL. Recording works without it.`);
    });
    const answers = `${shown} answers (HTTP ${status})`;
    switch (state) {
      case 'there':
        return ok(`${answers} and has the database "${database}".`);
      case 'missing':
        return note(`${answers}; the database "${database}" will be made.`);
      case 'notLetIn':
        return problem(`${answers}, but does not let us in; see SUREFOOT_INFLUX_TOKEN_FILE. Results wait until it does.`);
      case 'unknown':
        return ok(`${answers}.`);
    }
  } catch (error) {
    if (error instanceof AppError) return problem(error.message);
    throw error;
  }
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? (name === 'TimeoutError' ? `no answer in ${ANSWER_MS / 1000} s` : message);
}
