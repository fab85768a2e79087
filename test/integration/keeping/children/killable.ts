// Does one piece of work on a data folder and is killed at the n-th step that touches the disk; prints how many steps there are.
// Usage: killable.ts WORK DATA OUT [N]
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { openKept } from '../../../../src/archive.ts';
import { backUpData, erasePatientData, sealData } from '../../../../src/keeping.ts';
import { analyzeRecording } from '../../../../src/pipeline/offline.ts';
import { reanalyse } from '../../../../src/reanalyse.ts';
import { openStores } from '../../../../src/store/open.ts';
import { Database } from '../../../../src/store/sqlite/database.ts';

const [work, data, out, killAt = '0'] = process.argv.slice(2) as [string, string, string, string?];
let steps = 0;
const step = (): void => {
  if (++steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};

/** Every one of these counts twice: before it is done and after. */
function counted(target: object, names: readonly string[]): void {
  const methods = target as Record<string, (...args: unknown[]) => unknown>;
  for (const name of names) {
    const original = methods[name];
    methods[name] = function (this: unknown, ...args: unknown[]) {
      step();
      const result = original.apply(this, args);
      if (!(result instanceof Promise)) {
        step();
        return result;
      }
      return result.then((value: unknown) => {
        step();
        return value;
      });
    };
  }
}
const handle = await fsp.open(process.execPath);
counted(Object.getPrototypeOf(handle) as object, ['writeFile', 'sync']);
await handle.close();
counted(fsp, ['open', 'rename', 'rm', 'mkdir', 'link', 'writeFile']);
counted(fs, ['openSync', 'renameSync', 'rmSync', 'mkdirSync', 'fsyncSync']);
counted(Database.prototype, ['exec', 'run']);
syncBuiltinESMExports();

const quiet = (): void => {};
if (work === 'seal') await sealData(data, quiet, quiet);
else if (work === 'backup') await backUpData(data, out, quiet);
else if (work === 'erase') await erasePatientData(data, out, 'test');
else if (work === 'migrate') await (await openStores(data, 'clinic')).close();
else {
  const stores = await openStores(data, 'clinic');
  await reanalyse({
    stores, atOnce: 1, onProgress: quiet, onFailed: (_, error) => { throw error; },
    workers: { recording: async (place, options) => (typeof place === 'string' ? Promise.reject(new Error(place)) : analyzeRecording(await openKept(place), options)) },
  });
  await stores.close();
}
console.log(steps);
