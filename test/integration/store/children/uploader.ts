// Begins to archive a recording that never ends, and says when half of it is written. Usage: uploader.ts FOLDER
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openStores } from '../../../../src/store/open.ts';

const stores = await openStores(process.argv[2], 'demo');
await stores.recordings.put('bidsMotion', [{
  role: 'motion.tsv',
  async *open() {
    yield Buffer.alloc(100_000, 'x');
    writeSync(1, 'half\n');
    await wait(60_000);
    yield Buffer.from('end');
  },
}]);
