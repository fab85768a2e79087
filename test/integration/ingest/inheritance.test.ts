import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchivedRecording, openRecording, recordingFiles } from '../../../src/ingest/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-inheritance-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const CHANNELS = `name\tcomponent\ttype\ttracked_point\tunits\n${['x', 'y', 'z'].map((axis) => `a\t${axis}\tACCEL\tL5\tg\n`).join('')}`;
const MOTION = 'sub-01/ses-a/motion/sub-01_ses-a_task-walk_tracksys-imu_run-01_motion.tsv';

async function put(files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries({ [MOTION]: '1\t2\t3\n', ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return join(folder, MOTION);
}

describe('sidecars further up in a dataset', () => {
  const inherited = {
    'dataset_description.json': '{}',
    'tracksys-imu_channels.tsv': CHANNELS,
    'task-walk_tracksys-imu_motion.json': '{"SamplingFrequency": 60, "Manufacturer": "Maker", "TaskName": "walk"}',
    'task-stand_tracksys-imu_motion.json': '{"SamplingFrequency": 1}',
    'sub-01/ses-a/sub-01_ses-a_motion.json': '{"SamplingFrequency": 128}',
  };

  it('apply where their names say nothing else, the nearest before the others', async () => {
    const { header } = await openRecording(await put(inherited));
    expect(header).toMatchObject({ sampleRateHz: 128, device: 'Maker', taskName: 'walk', sensors: [{ site: 'lowerBack' }] });
  });

  it('name themselves when they are wrong', async () => {
    const path = await put({ ...inherited, 'sub-01/ses-a/sub-01_ses-a_motion.json': '{\n"SamplingFrequency": 0}' });
    await expect(openRecording(path)).rejects.toThrow('sub-01_ses-a_motion.json line 2: SamplingFrequency is 0');
  });

  it('are archived as one', async () => {
    const path = await put(inherited);
    const archive = join(folder, 'archive');
    await mkdir(archive);
    for (const file of await recordingFiles(path)) {
      let text = '';
      for await (const piece of file.open()) text += Buffer.from(piece).toString();
      await writeFile(join(archive, file.role), text);
    }
    expect((await openArchivedRecording('bidsMotion', archive)).header).toEqual({ ...(await openRecording(path)).header, path: archive });
  });

  it('do not apply from outside a dataset', async () => {
    const path = await put(inherited);
    await rm(join(folder, 'dataset_description.json'));
    await expect(openRecording(path)).rejects.toThrow('sub-01_ses-a_task-walk_tracksys-imu_run-01_channels.tsv: this file is missing');
  });
});

describe('the participants of a dataset', () => {
  it('are found at its root and not above it', async () => {
    const beside = { [MOTION.replace('_motion.tsv', '_channels.tsv')]: CHANNELS, [MOTION.replace('_motion.tsv', '_motion.json')]: '{"SamplingFrequency": 60}' };
    const path = await put({ ...beside, 'participants.tsv': 'participant_id\tage\nsub-01\t66\n' });
    expect((await openRecording(path)).header.participant).toEqual({ id: 'sub-01', ageYears: 66 });
    await put({ ...beside, 'sub-01/dataset_description.json': '{}' });
    expect((await openRecording(path)).header.participant).toEqual({ id: 'sub-01' });
  });
});
