import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, startSurefoot, surefoot } from './surefoot.ts';

const walks = ['minuteWalk', 'walk10mTurn'].map((task) => join(root, `fixtures/recordings/invented-patients/sub-ada/motion/sub-ada_task-${task}_tracksys-imu_motion.tsv`));
let folder: string;
let data: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-cli-keeping-'));
  data = join(folder, 'clinic');
  for (const walk of walks) expect(surefoot(['import', walk, '--data', data]).status).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the command line', () => {
  it('has sealed what was imported, verifies it, and says how it is', () => {
    const { status, stdout } = surefoot(['verify', '--data', data]);
    expect([status, stdout]).toEqual([0, '2 recordings, 2 of them sealed: all is as it was written.\n']);
    expect(JSON.parse(surefoot(['verify', '--data', data, '--json']).stdout)).toEqual({ recordings: 2, sealed: 2, problems: [], notes: [] });
  });

  it('backs up while a server runs, restores, and the restored clinic is sound', async () => {
    const server = startSurefoot(['serve', '--data', data, '--port', '0'], { env: { SUREFOOT_RADIO: 'virtual:walkingClinic' } });
    await server.waitFor(/at (http:\S+)/);
    const out = join(folder, 'one.tar');
    const { status, stdout, stderr } = surefoot(['backup', '--data', data, '--out', out]);
    server.child.kill('SIGTERM');
    await server.ended;
    expect([status, stdout]).toEqual([0, `${out}\n`]);
    expect(stderr).toMatch(/^\d+ files, [\d.]+ MB, 2 recordings\./);
    const restored = join(folder, 'restored');
    expect(surefoot(['restore', out, '--data', restored])).toMatchObject({ status: 0, stdout: `${restored}\n` });
    expect(surefoot(['verify', '--data', restored]).status).toBe(0);
    expect(surefoot(['restore', out, '--data', restored])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^surefoot: .* is not empty: restore into a new folder/) as string });
  });

  it('finds nothing to analyse anew by the same version, and nothing to seal', () => {
    expect(surefoot(['reanalyse', '--data', data])).toMatchObject({ status: 0, stdout: '', stderr: expect.stringMatching(/^0 analysed anew, 2 were of these algorithms already, 0 failed/) as string });
    expect(surefoot(['seal', '--data', data])).toMatchObject({ status: 0, stderr: expect.stringMatching(/^2 sealed .* 0 kept as they are, 0 failed/) as string });
  });

  it('exports a patient, and erases one only where the number is said twice', async () => {
    const out = join(folder, 'ada');
    expect(surefoot(['patient', 'export', 'sub-ada', '--data', data, '--out', out])).toMatchObject({ status: 0, stdout: `${out}\n` });
    expect(await readdir(out)).toContain('metrics.csv');
    expect(surefoot(['patient', 'erase', 'sub-ada', '--data', data])).toMatchObject({ status: 2, stdout: expect.stringMatching(/2 recordings\. Nothing was erased/) as string });
    expect(surefoot(['patient', 'erase', 'sub-ada', '--data', data, '--confirm', 'sub-bruno'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/Nothing was erased/) as string });
    expect(surefoot(['patient', 'erase', 'sub-ada', '--data', data, '--confirm', 'sub-ada']).status).toBe(0);
    expect(surefoot(['patient', 'export', 'sub-ada', '--data', data, '--out', `${out}2`]).status).toBe(2);
  });

  it('says what is damaged, what to do, and ends with 2', async () => {
    const bent = join(folder, 'restored');
    const [shelf] = (await readdir(join(bent, 'recordings'))).filter((name) => name.length === 2);
    const [id] = await readdir(join(bent, 'recordings', shelf));
    const file = join(bent, 'recordings', shelf, id, 'recording.parquet');
    await writeFile(file, (await readFile(file)).fill(0, 500, 600));
    const { status, stdout } = surefoot(['verify', '--data', bent]);
    expect(status).toBe(2);
    expect(stdout).toMatch(/^problem {2}\/.*recording\.parquet is not what was written .*restore it from a backup\.\n/);
    expect(surefoot(['verify', '--data', join(folder, 'nowhere')])).toMatchObject({ status: 2, stderr: expect.stringMatching(/no data folder of Surefoot/) as string });
  });
});
