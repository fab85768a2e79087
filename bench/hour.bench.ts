import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingData } from '../src/model/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import { memoryReader } from '../test/support/memoryReader.ts';
import type { Bench, Outcome } from './define.ts';
import { Peer } from './peer.ts';
import { SCIPY_ABSENT, scipyCommand } from './peers.ts';
import { walking } from './walking.ts';

/**
 * One after the other in a round, the mean is given: scipy's loop takes seconds, and V8 gives up much of its heap while a program waits as long. The first hour
 * after a wait costs about a third more than the next.
 */
const IN_A_ROW = 4;

/** Six-axis walking through the whole analysis, against a plain window loop of scipy over its acceleration alone. */
export const benches: readonly Bench[] = [{
  id: 'analysis.hour',
  group: 'endToEnd',
  title: `an hour of walking at 100 Hz, six axes, to the whole document with every metric; ${IN_A_ROW} in a row`,
  goals: [{ candidate: 'Surefoot', over: 'scipy window loop', atLeast: 13 }],
  async prepare() {
    const hour = walking(6);
    const command = scipyCommand('scipy_windows.py');
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-'));
    const file = join(folder, 'hour.f64');
    const { acc } = hour.sensors[0].blocks[0];
    await writeFile(file, Buffer.concat([acc.x, acc.y, acc.z].map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength))));
    const peer = command && await Peer.start(command[0], [...command.slice(1), file, String(hour.sampleRateHz)]);
    const analysed = async (walk: RecordingData) => (await analyzeRecording(memoryReader(walk), { traces: false })).document;
    const severalHours = async (): Promise<Outcome> => {
      const before = process.cpuUsage();
      let sum = 0;
      for (let k = 0; k < IN_A_ROW; k++) sum += (await analysed(hour)).walkingBouts.length;
      const { user, system } = process.cpuUsage(before);
      return { cpuS: (user + system) / 1e6 / IN_A_ROW, sum };
    };
    return {
      candidates: [
        ...(peer ? [{ name: 'scipy window loop', run: () => peer.ask('again') }] : []),
        { name: 'Surefoot', run: severalHours },
      ],
      absent: peer ? [] : [SCIPY_ABSENT],
      /** The two compute different things; that ours reads the whole hour is what can be compared. */
      async compare() {
        const count = async (walk: RecordingData) => (await analysed(walk)).strides.length;
        const [short, long] = [await count(walking(1)), await count(hour)];
        if (!(Math.abs(long / short - 6) < 0.06)) throw new Error(`an hour has ${long} strides, ten minutes of it ${short}`);
      },
      async dispose() {
        peer?.stop();
        await rm(folder, { recursive: true });
      },
    };
  },
}];
