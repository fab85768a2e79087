import { analyzeRecording } from '../src/pipeline/offline.ts';
import { memoryReader } from '../test/support/memoryReader.ts';
import type { Bench } from './define.ts';
import { walking } from './walking.ts';

/** Two sections, and ten times as much. */
export const benches: readonly Bench[] = [{
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
}];
