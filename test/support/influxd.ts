/** A real InfluxDB (Debian's influxd 1.6) on a port and in a folder of its own. Ended by its process, never by its name. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasInfluxd = spawnSync('influxd', ['version'], { encoding: 'utf8' }).status === 0;

export interface Influxd {
  readonly url: string;
  readonly folder: string;
  /** Starts it, or starts it again on the same port and data; returns once it answers. */
  start(): Promise<void>;
  /** SIGKILL; returns once it is gone. */
  kill(): Promise<void>;
  /** What it says to one question, in InfluxQL. */
  ask(database: string, question: string): Promise<AnswerSeries[]>;
  /** Kills it and removes its data. */
  remove(): Promise<void>;
}

interface AnswerSeries {
  readonly name: string;
  readonly tags?: Record<string, string>;
  readonly columns: string[];
  readonly values: unknown[][];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param options `dataFolder`: where its data goes, a folder of its own unless said; `auth`: asks for users and passwords */
export async function ownInfluxd(options: { readonly dataFolder?: string; readonly auth?: boolean } = {}): Promise<Influxd> {
  const folder = mkdtempSync(join(tmpdir(), 'surefoot-influxd-'));
  const data = options.dataFolder ?? folder;
  const [http, rpc] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${http}`;
  const conf = join(folder, 'influxd.conf');
  writeFileSync(conf, `reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
  dir = "${data}/meta"
  logging-enabled = false
[data]
  dir = "${data}/data"
  wal-dir = "${data}/wal"
  index-version = "tsi1"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:${http}"
  log-enabled = false
  auth-enabled = ${options.auth === true}
[monitor]
  store-enabled = false
[logging]
  level = "error"
`);
  mkdirSync(data, { recursive: true });
  let child: ChildProcess | null = null;

  async function answers(): Promise<void> {
    for (;;) {
      if (child?.exitCode !== null) throw new Error(`influxd ended with ${child?.exitCode}`);
      const answered = await fetch(`${url}/ping`).then(({ status }) => status === 204, () => false);
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child!.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    folder: data,
    async start() {
      child = spawn('influxd', ['-config', conf], { stdio: 'ignore' });
      await answers();
    },
    kill,
    async ask(database, question) {
      const answer = await fetch(`${url}/query?${new URLSearchParams({ db: database, epoch: 'ms', q: question }).toString()}`, { method: 'POST' });
      const { results = [], error } = (await answer.json()) as { results?: { series?: AnswerSeries[]; error?: string }[]; error?: string };
      const wrong = error ?? results.find((result) => result.error !== undefined)?.error;
      if (wrong !== undefined) throw new Error(wrong);
      return results.flatMap(({ series }) => series ?? []);
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
