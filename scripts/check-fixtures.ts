// npm run fixtures:check: every bundled recording is as the manifest says, and none is unknown to it.
import { fileURLToPath } from 'node:url';
import { faultsOf } from './fixtures/manifest.ts';

const { faults, manifest } = await faultsOf(fileURLToPath(new URL('../fixtures', import.meta.url)));
for (const fault of faults) console.error(`fixtures/${fault}`);
if (faults.length > 0) {
  console.error('If the change is meant, run "npm run fixtures" and look at the difference before committing it.');
  process.exitCode = 1;
} else {
  console.log(`${manifest.files.length} files are as fixtures/manifest.json says.`);
}
