import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportBidsMotion } from '../../../src/export/bidsMotion.ts';
import { exportCsv } from '../../../src/export/csv.ts';
import { exportPacked } from '../../../src/export/packed.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { surefoot } from './surefoot.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-windows-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('surefoot windows', () => {
  it('prints a line a second under its names, the same from every format', async () => {
    const wear = () => simulateWear({ seed: 4, durationS: 900, startS: 8 * 3600 });
    const [csv, packed] = [join(folder, 'wear.csv'), join(folder, 'wear.sfpk')];
    await exportCsv(csv, wear());
    const { motionPath } = await exportBidsMotion(join(folder, 'bids'), wear(), { subject: 'a', task: 'wear' });
    await exportPacked(packed, wear());
    const { status, stdout, stderr } = surefoot(['windows', csv]);
    expect([status, stderr]).toEqual([0, '']);
    const [names, ...lines] = stdout.trimEnd().split('\n');
    expect(names).toMatch(/^start_s,lost_s,rms_ap_mps2,.*,path_mps2$/);
    expect(lines).toHaveLength(891);
    for (const [second, line] of lines.entries()) {
      expect(line.split(',')).toHaveLength(names.split(',').length);
      expect(line.startsWith(`${second},`)).toBe(true);
    }
    expect(surefoot(['windows', motionPath]).stdout).toBe(stdout);
    expect(surefoot(['windows', packed]).stdout).toBe(stdout);
  });

  it('refuses a recording in which nothing walks, in one line', async () => {
    const night = join(folder, 'night.sfpk');
    await exportPacked(night, simulateWear({ seed: 1, durationS: 600, startS: 0 }));
    expect(surefoot(['windows', night])).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/night\.sfpk: nothing in it walks, .*\n$/) as string });
  });

  it('asks which sensor is meant where none is called lower back', async () => {
    const { status, stderr } = surefoot(['windows', 'fixtures/recordings/invented-patients/sub-ada/motion/sub-ada_task-minuteWalk_tracksys-imu_motion.tsv', '--site', 'head']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/no sensor at "head"/)]);
  });
});
