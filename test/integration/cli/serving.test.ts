import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bin, cleanEnvironment, root, type Running, startSurefoot, surefoot } from './surefoot.ts';

let folder: string;
let running: Running[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'surefoot-serving-'));
  running = [];
});

afterEach(async () => {
  for (const { child, ended } of running) {
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): Running {
  const started = startSurefoot(args);
  running.push(started);
  return started;
}

const addressIn = async (started: Running): Promise<string> => (await started.waitFor(/(http:\/\/127\.0\.0\.1:\d+)/))[1];

/** Signs in and returns the cookie. */
async function signIn(address: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-surefoot-client': '1' }, body: JSON.stringify({ username, password }),
  });
  expect(answer.ok).toBe(true);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function patientsOf(address: string, cookie: string): Promise<{ id: string; displayName: string }[]> {
  const answer = await fetch(`${address}/api/v1/patients`, { headers: { cookie } });
  return ((await answer.json()) as { items: { id: string; displayName: string }[] }).items;
}

const demo = JSON.parse(readFileSync(join(root, 'fixtures/demo/assessments.json'), 'utf8')) as { assessments: { externalId: string }[] };

describe('demo', () => {
  test('serves the bundled people after a sign-in made for this start, and ends with 0 on SIGTERM', async () => {
    const first = start('demo', '--port', '0', '--data', join(folder, 'demo'));
    const address = await addressIn(first);
    const [, user, password] = await first.waitFor(/Sign in as "([^"]+)" with password "([^"]+)"/);
    expect((await (await fetch(`${address}/api/v1/health`)).json()) as object).toMatchObject({ mode: 'demo' });
    const patients = await patientsOf(address, await signIn(address, user, password));
    expect(patients).toHaveLength(new Set(demo.assessments.map(({ externalId }) => externalId)).size);
    expect((await fetch(address, { headers: { accept: 'text/html' } })).headers.get('content-type')).toContain('text/html');
    first.child.kill('SIGTERM');
    expect((await first.ended).status).toBe(0);
  });

  test('finds everything known on its second start, takes a new password and ends the old one', async () => {
    const passwords: string[] = [];
    const lists: string[] = [];
    const words: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const started = start('demo', '--port', '0', '--data', join(folder, 'demo'));
      const address = await addressIn(started);
      const [, user, password] = await started.waitFor(/Sign in as "([^"]+)" with password "([^"]+)"/);
      passwords.push(password);
      lists.push(JSON.stringify(await patientsOf(address, await signIn(address, user, password))));
      if (round === 1) {
        const old = await fetch(`${address}/api/v1/session`, {
          method: 'POST', headers: { 'content-type': 'application/json', 'x-surefoot-client': '1' }, body: JSON.stringify({ username: user, password: passwords[0] }),
        });
        expect(old.status).toBe(401);
      }
      started.child.kill('SIGINT');
      const { status, stderr } = await started.ended;
      expect(status).toBe(0);
      words.push(stderr);
    }
    expect(passwords[0]).not.toBe(passwords[1]);
    expect(lists[1]).toBe(lists[0]);
    expect(words[0]).toContain(`${demo.assessments.length} recordings of invented patients were analysed`);
    expect(words[1]).toContain('nothing had to be analysed again');
  });

  test("refuses a clinic's folder and a folder of something else, and leaves both as they are", async () => {
    const clinic = join(folder, 'clinic');
    const server = start('serve', '--port', '0', '--data', clinic);
    await addressIn(server);
    server.child.kill('SIGTERM');
    await server.ended;
    expect(surefoot(['demo', '--port', '0', '--data', clinic])).toMatchObject({ status: 2, stdout: '' });

    const letters = join(folder, 'letters');
    mkdirSync(letters);
    writeFileSync(join(letters, 'letter.txt'), 'Dear patient');
    const refused = surefoot(['demo', '--port', '0', '--data', letters]);
    expect(refused.status).toBe(2);
    expect(refused.stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(letters)]);
    expect(readFileSync(join(letters, 'letter.txt'), 'utf8')).toBe('Dear patient');
  });

  test('ends with the npm that started it, whose shell does not pass signals on', async () => {
    const shell = spawn('sh', ['-c', '"$0" "$@"; true', process.execPath, bin, 'demo', '--port', '0', '--data', join(folder, 'demo')], {
      env: cleanEnvironment({ npm_lifecycle_event: 'start' }), stdio: ['ignore', 'pipe', 'ignore'],
    });
    // Closed once nobody holds the other end: neither the shell nor the demo.
    const everybodyLeft = new Promise((resolve) => shell.stdout.on('close', resolve));
    await new Promise<void>((resolve) => shell.stdout.once('data', () => resolve()));
    shell.kill('SIGTERM');
    await everybodyLeft;
  });

  test('ends with 3 and a sentence when the port is in use', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port)));
    try {
      const { status, stderr } = await start('demo', '--port', String(port), '--data', join(folder, 'demo')).ended;
      expect(status).toBe(3);
      expect(stderr).toContain(`surefoot: Port ${port} on 127.0.0.1 is in use; choose another with --port or SUREFOOT_PORT.`);
    } finally {
      blocker.close();
    }
  });
});

describe('serve', () => {
  test('prints a one-time token with which the browser makes the administrator, and no token after that', async () => {
    const data = join(folder, 'clinic');
    const first = start('serve', '--port', '0', '--data', data);
    const address = await addressIn(first);
    const [, token] = await first.waitFor(/set-up token: (\S+)/);
    const made = await fetch(`${address}/api/v1/setup`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-surefoot-client': '1' },
      body: JSON.stringify({ token, username: 'admin', password: 'correct horse battery' }),
    });
    expect(made.status).toBe(201);
    first.child.kill('SIGTERM');
    expect((await first.ended).status).toBe(0);

    const second = start('serve', '--port', '0', '--data', data);
    await addressIn(second);
    second.child.kill('SIGTERM');
    const { status, stdout } = await second.ended;
    expect(status).toBe(0);
    expect(stdout).not.toContain('token');
  });

  test('refuses an address that other machines reach unless an HTTPS proxy is named', () => {
    const { status, stdout, stderr } = surefoot(['serve', '--host', '0.0.0.0', '--port', '0', '--data', join(folder, 'clinic')]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^surefoot: 0\.0\.0\.0 can be reached from other machines.*--behind-https-proxy HOST\.\n$/);
  });

  test("refuses a demo's folder", async () => {
    const data = join(folder, 'demo');
    const first = start('demo', '--port', '0', '--data', data);
    await addressIn(first);
    first.child.kill('SIGTERM');
    await first.ended;
    expect(surefoot(['serve', '--port', '0', '--data', data])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('demo data') as string });
  });
});

describe('import', () => {
  test('takes recordings in once, and says so when they are known already', () => {
    const dataset = join(folder, 'dataset');
    expect(surefoot(['simulate', 'straight', '--out', dataset, '--seed', '5']).status).toBe(0);
    const data = join(folder, 'clinic');
    const first = surefoot(['import', dataset, '--data', data, '--taken-at', '2026-03-14T09:30:00+01:00']);
    const second = surefoot(['import', dataset, '--data', data]);
    expect([first.status, second.status]).toEqual([0, 0]);
    expect(first.stdout).toMatch(/^new {2}.*_motion\.tsv {2}assessment [0-9a-f]{32}\n$/);
    expect(second.stdout).toBe(first.stdout.replace(/^new/, 'already known'));
    expect(first.stderr).toContain('1 new, 0 already known');
    expect(second.stderr).toContain('0 new, 1 already known');
  });
});
