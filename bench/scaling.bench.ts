import { cpus } from 'node:os';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import { analysisWorkers } from '../src/workers.ts';
import { memoryReader } from '../test/support/memoryReader.ts';
import type { Bench, Outcome } from './define.ts';
import { walking } from './walking.ts';

type Plan = Parameters<typeof analyzeRecording>[2];

/** Forty sections: of a handful, one worker does one more than the other at the end, however quick they are. */
const HOURS = 12;

/** Two sections, and ten times as much. */
const length: Bench = {
  id: 'scaling.length',
  group: 'scaling',
  title: 'thirty minutes of walking to the whole document, and ten times as long',
  goals: [{ candidate: 'five hours', over: 'thirty minutes', atMost: 10.5 }],
  async prepare() {
    const [short, long] = [walking(3), walking(30)];
    const strides = async (recording: typeof short) => (await analyzeRecording(memoryReader(recording))).document.strides.length;
    return {
      candidates: [{ name: 'thirty minutes', run: () => strides(short) }, { name: 'five hours', run: () => strides(long) }],
      async compare() {
        const [few, many] = [await strides(short), await strides(long)];
        if (!(Math.abs(many / few - 10) < 0.1)) throw new Error(`five hours have ${many} strides, thirty minutes of it ${few}`);
      },
    };
  },
};

/** Workers are at hand before the clock starts, as in a server; this thread reads and joins. */
const workers: Bench = {
  id: 'scaling.workers',
  group: 'scaling',
  title: `${HOURS} hours of walking to the whole document, by two workers (the wall time needs an idle machine of two cores)`,
  goals: [
    { candidate: 'two workers', over: 'one worker', atMost: 1.05 },
    { candidate: 'two workers', over: 'one worker', measure: 'wallS', atMost: Number((1 / 1.7).toFixed(3)) },
  ],
  async prepare() {
    const recording = walking(6 * HOURS);
    const [one, two] = [analysisWorkers(1), analysisWorkers(2)];
    const document = async (plan?: Plan) => (await analyzeRecording(memoryReader(recording), { traces: false }, plan)).document;
    const timed = (plan?: Plan) => async (): Promise<Outcome> => {
      const [cpu, wall] = [process.cpuUsage(), performance.now()];
      const { strides } = await document(plan);
      const { user, system } = process.cpuUsage(cpu);
      return { cpuS: (user + system) / 1e6, wallS: (performance.now() - wall) / 1000, sum: strides.length };
    };
    return {
      candidates: [
        { name: 'this thread', run: timed() },
        { name: 'one worker', run: timed({ share: one.sections }) },
        { name: 'two workers', run: timed({ share: two.sections }) },
      ],
      async compare() {
        const alone = JSON.stringify(await document());
        for (const [count, { sections }] of [[1, one], [2, two]] as const) {
          if (JSON.stringify(await document({ share: sections })) !== alone) throw new Error(`${count} of ${cpus().length} workers make another document than one thread`);
        }
      },
      async dispose() {
        await Promise.all([one.close(), two.close()]);
      },
    };
  },
};

export const benches: readonly Bench[] = [length, workers];
