import type { AxisColumns, ImuBlock, RecordingData, RecordingReader, SensorAxes } from '../../src/model/index.ts';

type Matrix3 = readonly [readonly number[], readonly number[], readonly number[]];

function mapAxes(columns: AxisColumns<SensorAxes>, f: (column: Float64Array, axis: SensorAxes) => Float64Array): AxisColumns<SensorAxes> {
  return { x: f(columns.x, 'x'), y: f(columns.y, 'y'), z: f(columns.z, 'z') };
}

/** As in any reader: blocks of different sensors come in turn. */
const LONGEST_BLOCK_S = 300;

/** A reader of a recording in memory, its blocks cut to at most `blockSize` samples. They are copies, views where nobody keeps them. */
export function memoryReader(data: RecordingData, blockSize = Infinity): RecordingReader {
  const sampleCount = Math.max(...data.sensors.flatMap((s) => s.blocks.map((b) => b.startSample + b.length)));
  return {
    header: {
      path: 'memory',
      format: 'memory',
      sampleRateHz: data.sampleRateHz,
      sensors: data.sensors.map((s) => ({ site: s.site, trackedPoint: s.trackedPoint, hasGyroscope: s.blocks[0].gyr !== null, ...(s.placement === undefined ? {} : { placement: s.placement }) })),
      participant: data.participant ?? null,
      events: data.events,
      taskName: data.task,
      device: null,
    },
    async *blocks({ transient = false } = {}) {
      const longest = Math.min(blockSize, Math.ceil(LONGEST_BLOCK_S * data.sampleRateHz));
      const pieces = data.sensors.flatMap((sensor) => sensor.blocks.flatMap((block) =>
        Array.from({ length: Math.ceil(block.length / longest) }, (_, k) => ({ block, from: k * longest, to: Math.min(block.length, (k + 1) * longest) }))));
      // Sensors in turn, as a file gives them.
      pieces.sort((a, b) => a.block.startSample + a.from - (b.block.startSample + b.from));
      for (const { block, from, to } of pieces) {
        const cut = (columns: AxisColumns<SensorAxes>) => mapAxes(columns, (c) => (transient ? c.subarray(from, to) : c.slice(from, to)));
        yield { ...block, startSample: block.startSample + from, length: to - from, acc: cut(block.acc), gyr: block.gyr && cut(block.gyr) };
      }
      return { sha256: '0'.repeat(64), sampleCount };
    },
  };
}

/** The same recording with every sensor mounted differently: each sample multiplied by a rotation matrix. */
export function rotated(data: RecordingData, matrix: Matrix3): RecordingData {
  const rotate = (c: AxisColumns<SensorAxes>): AxisColumns<SensorAxes> =>
    mapAxes(c, (column, axis) => {
      const [a, b, d] = matrix['xyz'.indexOf(axis)];
      return column.map((_, i) => a * c.x[i] + b * c.y[i] + d * c.z[i]);
    });
  const turn = (block: ImuBlock<SensorAxes>) => ({ ...block, acc: rotate(block.acc), gyr: block.gyr && rotate(block.gyr) });
  return { ...data, sensors: data.sensors.map((s) => ({ ...s, blocks: s.blocks.map(turn) })) };
}

/** Rotation matrix of a quaternion, whatever its length. */
export function rotationOf(w: number, x: number, y: number, z: number): Matrix3 {
  const n = Math.hypot(w, x, y, z);
  const [a, b, c, d] = [w / n, x / n, y / n, z / n];
  return [
    [1 - 2 * (c * c + d * d), 2 * (b * c - a * d), 2 * (b * d + a * c)],
    [2 * (b * c + a * d), 1 - 2 * (b * b + d * d), 2 * (c * d - a * b)],
    [2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)],
  ];
}
