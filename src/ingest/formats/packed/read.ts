import { createHash } from 'node:crypto';
import type { Finding, ImuBlock, ReadOptions, RecordingHeader, RecordingReader, RecordingTrailer, SensorAxes } from '../../../model/index.ts';
import { chunks } from '../../rowReader.ts';
import { damagedHere, frameBody, frameLength, KIND } from './frames.ts';
import { endsEarly, jsonOf } from './header.ts';
import { RunSpace, sensorOf, unpackRun } from './run.ts';

/** A reader of runs; each call of `blocks()` reads the file from its start. An abort throws the signal's reason. @param dataAt offset of the first frame after the header */
export function packedReader(header: RecordingHeader, file: string, dataAt: number): RecordingReader {
  return { header, blocks: (options = {}) => readBlocks(header, file, dataAt, options) };
}

async function* readBlocks(header: RecordingHeader, file: string, dataAt: number, options: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  const hash = createHash('sha256');
  const runs = new Runs(header, file, options.transient === true);
  let rest: Buffer = Buffer.alloc(0);
  let skip = dataAt;
  let at = dataAt;
  let end: Omit<RecordingTrailer, 'sha256'> | null = null;
  for await (const bytes of chunks(file, options)) {
    hash.update(bytes);
    const data = bytes.subarray(Math.min(skip, bytes.length));
    skip -= bytes.length - data.length;
    const whole = rest.length === 0 ? data : Buffer.concat([rest, data]);
    let offset = 0;
    for (let length = frameLength(whole, 0, file, at); length > 0; length = frameLength(whole, offset, file, at)) {
      if (end) throw damagedHere(file, at);
      const body = frameBody(whole, offset, length, file, at);
      if (body[0] === KIND.end) end = runs.end(body, at);
      else yield runs.block(body, at);
      offset += length;
      at += length;
    }
    // A copy, as the chunk is used again.
    rest = Buffer.from(whole.subarray(offset));
  }
  if (rest.length > 0 || !end) throw endsEarly(file, at + rest.length);
  return { sha256: hash.digest('hex'), ...end };
}

/** Checks runs one after the other and makes blocks of them. */
class Runs {
  readonly #header: RecordingHeader;
  readonly #file: string;
  /** Sample after the last one of each sensor. */
  readonly #fronts: number[];

  /** Memory that every run is unpacked into; null where blocks are to last. */
  readonly #space: RunSpace | null;

  constructor(header: RecordingHeader, file: string, transient: boolean) {
    this.#header = header;
    this.#file = file;
    this.#space = transient ? new RunSpace() : null;
    this.#fronts = header.sensors.map(() => 0);
  }

  block(body: Buffer, at: number): ImuBlock<SensorAxes> {
    const number = body[0] === KIND.run ? sensorOf(body) : -1;
    const sensor = this.#header.sensors[number];
    const run = sensor ? unpackRun(body, sensor.hasGyroscope ? 6 : 3, this.#space ?? new RunSpace()) : null;
    if (!run || run.startSample < this.#fronts[number]) throw damagedHere(this.#file, at);
    const [x, y, z, gx, gy, gz] = run.columns;
    this.#fronts[number] = run.startSample + x.length;
    return {
      site: sensor.site,
      sampleRateHz: this.#header.sampleRateHz,
      startSample: run.startSample,
      length: x.length,
      acc: { x, y, z },
      gyr: sensor.hasGyroscope ? { x: gx, y: gy, z: gz } : null,
    };
  }

  end(body: Buffer, at: number): Omit<RecordingTrailer, 'sha256'> {
    const value = jsonOf(body);
    const sampleCount = value?.sampleCount;
    const findings = value?.findings;
    if (!Number.isSafeInteger(sampleCount) || (sampleCount as number) < Math.max(...this.#fronts) || !Array.isArray(findings)) throw damagedHere(this.#file, at);
    return { sampleCount: sampleCount as number, ...(findings.length > 0 ? { findings: findings as Finding[] } : {}) };
  }
}
