/**
 * Writes a log until it is killed: `writerProcess.ts PATH PACKETS_PER_SECOND`. It says on stdout how many packets had been
 * handed over at which moment, and what becomes of the disk: one line of JSON each.
 */
import { rawLogWriter } from '../../../../src/ingest/rawLog/writer.ts';
import { header } from '../../../support/rawLogBytes.ts';
import { payloadOf } from './packets.ts';

const [path, rate] = process.argv.slice(2);
const log = await rawLogWriter(path, header);
const say = (words: object): void => void process.stdout.write(`${JSON.stringify(words)}\n`);
const startedMs = performance.now();
let handed = 0;

process.stdin.on('data', (data: Buffer) => {
  // A test asks for an orderly end and hears how it went.
  if (!data.toString().includes('close')) return;
  clearInterval(timer);
  log.mark({ mark: 'stopped', timeMs: performance.now() });
  log.close().then(() => say({ closed: true, handed }), (error: unknown) => say({ closed: false, handed, message: (error as Error).message })).finally(() => process.exit(0));
});
void log.failed.then((error) => say({ failed: error.message, handed }));

const timer = setInterval(() => {
  const due = Math.floor(((performance.now() - startedMs) * Number(rate)) / 1000);
  for (; handed < due; handed++) log.packet({ sensor: 0, channel: handed % 3, arrivalMs: handed, payload: payloadOf(handed) });
  say({ handed });
}, 5);
say({ handed: 0 });
