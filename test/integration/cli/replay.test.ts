import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRecordings } from '../../../src/ingest/index.ts';
import { root, startSurefoot, surefoot } from './surefoot.ts';

const [recording] = await findRecordings(join(root, 'fixtures/recordings'));

describe('surefoot replay', () => {
  it('prints an event a line and, last, the very document of analyze', () => {
    const { status, stdout, stderr } = surefoot(['replay', recording, '--speed', 'max', '--json', '--height-cm', '170']);
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(`${lines.at(-1)!}\n`).toBe(surefoot(['analyze', recording, '--json', '--height-cm', '170']).stdout);
    const events = lines.slice(0, -1).map((line) => JSON.parse(line) as { type: string; provisional: boolean });
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['window', 'contact']));
    expect(events.every(({ provisional }) => provisional)).toBe(true);
  });

  it('shows windows to a person, then the table', () => {
    const { status, stdout } = surefoot(['replay', recording, '--speed', 'max']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +0 to +10 s {2}lowerBack +moves by \d\.\d\d m\/s²/);
    expect(stdout).toContain('Protocol walk');
  });

  it('ends cleanly on Ctrl-C, without a document', async () => {
    const running = startSurefoot(['replay', recording, '--speed', '5', '--json']);
    await running.waitFor(/"window"/);
    running.child.kill('SIGINT');
    const { status, stdout, stderr } = await running.ended;
    expect([status, stderr]).toEqual([0, 'Stopped before the end of the recording: there is no analysis.\n']);
    expect(stdout).not.toContain('surefoot.analysis');
  });

  it.each([['0', 'from 0.1'], ['fast', '"max"']])('refuses the speed %s', (speed, remedy) => {
    const { status, stderr } = surefoot(['replay', recording, '--speed', speed]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(remedy)]);
  });
});
