import { checkOf, type Check } from './check.ts';

const ANSWER_MS = 3000;

/** Whether anything answers there at all; it is not signed in to. Recording goes on without it. */
export async function influxCheck(url: string): Promise<Check> {
  const { ok, problem } = checkOf('influx', 'InfluxDB');
  let ping: URL;
  try {
    ping = new URL('ping', url.endsWith('/') ? url : `${url}/`);
  } catch (error) {
    return problem(`SUREFOOT_INFLUX_URL is no address such as http://127.0.0.1:8181 (${(error as Error).message}).`);
  }
  const shown = `${ping.protocol}//${ping.host}`;
  try {
    const { status } = await fetch(ping, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' });
    return ok(`${shown} answers (HTTP ${status}).`);
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    const why = cause?.code ?? cause?.message ?? ((error as Error).name === 'TimeoutError' ? `no answer in ${ANSWER_MS / 1000} s` : (error as Error).message);
    return problem(`${shown} cannot be reached (${why}); start it, or see SUREFOOT_INFLUX_URL. Recording works without it.`);
  }
}
