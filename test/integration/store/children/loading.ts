// Prints whether SQLite is loaded before and after the stores are opened. Usage: loading.ts FOLDER
import { openStores } from '../../../../src/store/open.ts';

const sqliteLoaded = () => {
  const report = process.report?.getReport() as unknown as { sharedObjects: string[] };
  return report.sharedObjects.some((path) => path.includes('photostructure'));
};
const before = sqliteLoaded();
const stores = await openStores(process.argv[2], 'demo');
console.log(JSON.stringify({ before, after: sqliteLoaded() }));
await stores.close();
