import type { AxisColumns, ImuBlock, SensorAxes } from '../../model/index.ts';

/**
 * Cuts blocks of several sensors into packets of at most so many samples, in the order in which worn sensors would send them: by
 * the time of their last sample, sensors in order of the list. Packets are views of the blocks' columns.
 * @param sensors blocks of each sensor in order
 */
export function* packets(sensors: readonly (readonly ImuBlock<SensorAxes>[])[], samples: number): Generator<ImuBlock<SensorAxes>> {
  const sources = sensors.map((blocks) => packetsOf(blocks, samples));
  const heads = sources.map((source) => source.next());
  for (;;) {
    let first = -1;
    for (const [s, head] of heads.entries()) {
      if (!head.done && (first < 0 || endS(head.value) < endS(heads[first].value as ImuBlock<SensorAxes>))) first = s;
    }
    if (first < 0) return;
    yield heads[first].value as ImuBlock<SensorAxes>;
    heads[first] = sources[first].next();
  }
}

function* packetsOf(blocks: readonly ImuBlock<SensorAxes>[], samples: number): Generator<ImuBlock<SensorAxes>, void> {
  for (const block of blocks) {
    const last = block.startSample + block.length;
    // Packets end on one grid, whatever the blocks: how a reader cuts them does not show.
    for (let from = block.startSample; from < last;) {
      const to = Math.min(last, (Math.floor(from / samples) + 1) * samples);
      yield cut(block, from - block.startSample, to - block.startSample);
      from = to;
    }
  }
}

function cut(block: ImuBlock<SensorAxes>, start: number, end: number): ImuBlock<SensorAxes> {
  const part = ({ x, y, z }: AxisColumns<SensorAxes>): AxisColumns<SensorAxes> => ({ x: x.subarray(start, end), y: y.subarray(start, end), z: z.subarray(start, end) });
  return { ...block, startSample: block.startSample + start, length: end - start, acc: part(block.acc), gyr: block.gyr && part(block.gyr) };
}

function endS({ startSample, length, sampleRateHz }: ImuBlock<SensorAxes>): number {
  return (startSample + length) / sampleRateHz;
}
