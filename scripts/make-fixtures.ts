// npm run fixtures: makes the bundled recordings of invented patients again, with their manifest.
import { fileURLToPath } from 'node:url';
import { makeFixtures } from './fixtures/make.ts';

const { files } = await makeFixtures(fileURLToPath(new URL('../fixtures', import.meta.url)));
const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
console.log(`${files.length} files, ${megabytes.toFixed(1)} MB, below fixtures/recordings`);
