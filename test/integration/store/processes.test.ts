import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { openStores } from '../../../src/store/open.ts';
import { DATABASE_FILE } from '../../../src/store/sqlite/openDatabase.ts';
import { ownFolder, startChild } from './child.ts';

function integrity(folder: string): unknown {
  const db = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
  try {
    return (db.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check;
  } finally {
    db.close();
  }
}

describe('A process that is killed', () => {
  test('has lost nothing that it was told is kept', async () => {
    const folder = await ownFolder();
    const acknowledged: string[] = [];
    for (const [round, count] of [7, 61, 140].entries()) {
      const child = startChild('writer.ts', folder, `r${round}-`, '100000');
      await child.printed(count);
      child.kill();
      expect((await child.exited).signal).toBe('SIGKILL');
      acknowledged.push(...child.lines);
    }
    const stores = await openStores(folder, 'demo');
    expect(acknowledged.length).toBeGreaterThanOrEqual(7 + 61 + 140);
    expect(acknowledged.filter((id) => !stores.records.patient(id))).toEqual([]);
    const assessed = acknowledged.filter((id) => /-\d*0$/.test(id));
    expect(assessed.length).toBeGreaterThanOrEqual(20);
    for (const id of assessed) {
      expect(stores.records.assessment(`a-${id}`)?.trials).toHaveLength(1);
      expect(await stores.metrics.series({ patientId: id, metric: 'gait.cadence' })).toHaveLength(1);
    }
    await stores.close();
    expect(integrity(folder)).toBe('ok');
  });

  test('leaves no half recording to be seen, and what it left is cleared away', async () => {
    const folder = await ownFolder();
    const child = startChild('uploader.ts', folder);
    await child.printed(1);
    const incoming = join(folder, 'recordings', 'incoming');
    const beside = await openStores(folder, 'demo');
    expect(await readdir(incoming), 'a living writer is left alone').toHaveLength(1);
    await beside.close();
    child.kill();
    await child.exited;
    expect(await readdir(incoming)).toHaveLength(1);
    const stores = await openStores(folder, 'demo');
    expect(await readdir(incoming)).toEqual([]);
    expect(await readdir(join(folder, 'recordings'))).toEqual(['incoming']);
    await stores.close();
  });
});

describe('Several processes on one folder', () => {
  test('make it together and write at the same time without losing a row', async () => {
    const folder = await ownFolder();
    const children = ['a', 'b', 'c'].map((prefix) => startChild('writer.ts', folder, prefix, '60'));
    for (const child of children) expect(await child.exited).toMatchObject({ code: 0, errors: '' });
    const stores = await openStores(folder, 'demo');
    expect(stores.records.patients({ limit: 1000 }).items).toHaveLength(180);
    await stores.close();
    expect(integrity(folder)).toBe('ok');
  });

  test('wait for one another while one is writing', async () => {
    const folder = await ownFolder();
    const stores = await openStores(folder, 'demo');
    const child = startChild('holder.ts', folder, '600');
    await child.printed(1);
    expect(stores.records.setting('held'), 'reading does not wait and sees what was').toBeNull();
    stores.records.putSetting('mine', 'too');
    expect([stores.records.setting('held'), stores.records.setting('mine')]).toEqual(['yes', 'too']);
    await stores.close();
    expect((await child.exited).code).toBe(0);
  });

  test('are told in plain words when the other does not let go', async () => {
    const folder = await ownFolder();
    const stores = await openStores(folder, 'demo');
    const child = startChild('holder.ts', folder, '60000');
    await child.printed(1);
    expect(() => stores.records.putSetting('mine', 'too')).toThrow(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/another program is writing to it/) as string }),
    );
    await stores.close();
  });
});

test('SQLite is not loaded before a store is opened', async () => {
  const child = startChild('loading.ts', await ownFolder());
  expect(await child.exited).toMatchObject({ code: 0, errors: '' });
  expect(JSON.parse(child.lines[0])).toEqual({ before: false, after: true });
});
