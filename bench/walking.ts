import type { RecordingData } from '../src/model/index.ts';
import { simulateWalk } from '../src/simulator/index.ts';

/** Ten simulated minutes, several times over: the cost does not depend on the seed. */
export function walking(times: number): RecordingData {
  const { recording } = simulateWalk({ seed: 1, subject: 'bench', task: 'walk', course: { lengthM: 20, until: { seconds: 600 }, turnDirection: 'alternating', turnDurationS: 2 } });
  const back = recording.sensors.find((s) => s.site === 'lowerBack')!;
  const [block] = back.blocks;
  const repeat = (column: Float64Array) => {
    const out = new Float64Array(times * column.length);
    for (let k = 0; k < times; k++) out.set(column, k * column.length);
    return out;
  };
  const columns = (c: typeof block.acc) => ({ x: repeat(c.x), y: repeat(c.y), z: repeat(c.z) });
  const long = { ...block, length: times * block.length, acc: columns(block.acc), gyr: block.gyr && columns(block.gyr) };
  return { ...recording, sensors: [{ ...back, blocks: [long] }] };
}
