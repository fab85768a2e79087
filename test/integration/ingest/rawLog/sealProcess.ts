/** Recovers the sessions of a folder into a dataset: `sealProcess.ts LIVE DATASET`. It says when it begins, and is meant to be killed. */
import { sealRecording } from '../../../../src/export/seal.ts';
import { recoverSessions } from '../../../../src/ingest/rawLog/recover.ts';

const [live, dataset] = process.argv.slice(2);
process.stdout.write('begun\n');
const recovered = await recoverSessions(live, (recording) => sealRecording(recording, dataset));
process.stdout.write(`${JSON.stringify(recovered)}\n`);
