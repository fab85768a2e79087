import type { AxisColumns, ImuBlock, SensorAxes } from '../../model/index.ts';

/** Cuts a block into blocks of at most so many samples, as a sensor would send them. They are views of the same columns. */
export function* packets(block: ImuBlock<SensorAxes>, samples: number): Generator<ImuBlock<SensorAxes>> {
  for (let start = 0; start < block.length; start += samples) {
    const end = Math.min(block.length, start + samples);
    const cut = ({ x, y, z }: AxisColumns<SensorAxes>) => ({ x: x.subarray(start, end), y: y.subarray(start, end), z: z.subarray(start, end) });
    yield { ...block, startSample: block.startSample + start, length: end - start, acc: cut(block.acc), gyr: block.gyr && cut(block.gyr) };
  }
}
