import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { influxSettings } from '../../../src/store/influx/settings.ts';
import { openStores } from '../../../src/store/open.ts';
import { DATABASE_FILE } from '../../../src/store/sqlite/openDatabase.ts';
import { hasInfluxd, ownInfluxd, type Influxd } from '../../support/influxd.ts';
import { ownFolder, startChild } from './child.ts';

const KILLS = 25;

let influxd: Influxd;
beforeAll(async () => {
  if (!hasInfluxd) return;
  influxd = await ownInfluxd();
  await influxd.start();
});
afterAll(() => influxd?.remove());

describe.skipIf(!hasInfluxd)('A server that is killed while it writes and drains', () => {
  test(`has lost no result of ${KILLS} lives, and the next one goes on by itself`, async () => {
    const folder = await ownFolder();
    const acknowledged: string[] = [];
    for (let life = 0; life < KILLS; life++) {
      const child = startChild('series.ts', folder, influxd.url, 'killed', `l${life}-`);
      // From the first result to some hundred: in the middle of whatever it does by then.
      await child.printed(1 + Math.floor(Math.random() * 400));
      // Now and then the other side dies first.
      if (life % 6 === 5) await influxd.kill();
      child.kill();
      expect(await child.exited).toMatchObject({ signal: 'SIGKILL', errors: '' });
      if (life % 6 === 5) await influxd.start();
      acknowledged.push(...child.lines);
    }
    const stores = await openStores(folder, 'clinic', { influx: influxSettings(influxd.url, 'killed') });
    try {
      stores.tend(() => undefined);
      await stores.tended();
      const lost = acknowledged.filter((id) => !stores.records.assessment(`a-${id}`));
      expect(lost).toEqual([]);
      const kept = await stores.metrics.series({ patientId: 'p', metric: 'gait.cadence' });
      expect(stores.metrics.state()).toMatchObject({ waiting: 0, refused: 0, since: { readsFromInflux: 1, readsFromEmbedded: 0 } });
      const values = new Map(kept.map(({ trialId, value }) => [trialId, value]));
      expect(values.size, 'each result is there once').toBe(kept.length);
      expect(acknowledged.filter((id) => values.get(id) !== Number(id.split('-')[1]) / 3)).toEqual([]);
      // What was kept and not yet acknowledged is whole too, on both sides.
      expect(kept.filter(({ assessmentId }) => !stores.records.assessment(assessmentId))).toEqual([]);
      expect((await influxd.ask('killed', 'SELECT count("gait.cadence@1") FROM result'))[0]?.values[0][1]).toBe(kept.length);
    } finally {
      await stores.close();
    }
    const db = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    db.close();
  }, 180_000);
});
