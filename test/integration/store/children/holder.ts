// Holds the only writer's place for a while. Usage: holder.ts FOLDER MILLISECONDS
import { writeSync } from 'node:fs';
import { openStores } from '../../../../src/store/open.ts';

const [folder, ms] = process.argv.slice(2) as [string, string];
const stores = await openStores(folder, 'demo');
stores.records.transaction(() => {
  stores.records.putSetting('held', 'yes');
  writeSync(1, 'held\n');
  // A transaction is synchronous, so the wait in it is too.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(ms));
});
await stores.close();
