import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Finding, ImuBlock, ReadOptions, RecordingHeader, RecordingReader, RecordingTrailer, SensorAxes } from '../../../model/index.ts';
import { AppError } from '../../../model/index.ts';
import { chunks } from '../../rowReader.ts';
import { SampleBlocks } from '../../sampleBlocks.ts';
import type { SampleLayout, Sector } from './sector.ts';
import { parseSector, readSample, SECTOR_BYTES } from './sector.ts';
import { Timeline } from './timeline.ts';

/** A pause longer than this is a clock set anew or a second recording, not a gap. */
const MAX_JUMP_S = 3600;
/** The device stamps every sector, or once a second; samples without any stamp for longer have no time. */
const LONGEST_UNSTAMPED_S = 10;
/** Two sectors may overlap by the jitter of their stamps. */
const OVERLAP_S = 0.1;

/** A fault at one sector; the first after the header is sector 1. */
export function sectorFault(path: string, sector: number, text: string): AppError {
  return new AppError('BAD_RECORDING', `${basename(path)} sector ${sector}: ${text}`, { file: path, field: `sector ${sector}` });
}

export interface CwaFile {
  readonly path: string;
  /** Offset of the first data sector. */
  readonly dataAt: number;
  readonly layout: SampleLayout;
}

/** A reader of sectors; each call of `blocks()` reads the file from its start. An abort throws the signal's reason. */
export function sectorReader(header: RecordingHeader, file: CwaFile): RecordingReader {
  return { header, blocks: (options = {}) => readBlocks(header, file, options) };
}

async function* readBlocks(header: RecordingHeader, file: CwaFile, options: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  const ready: ImuBlock<SensorAxes>[] = [];
  const channel = (index: number) => ({ index, factor: 1 });
  const hasGyroscope = file.layout.axes >= 6;
  const blocks = new SampleBlocks(
    { description: header.sensors[0], acc: [0, 1, 2].map(channel), gyr: hasGyroscope ? [3, 4, 5].map(channel) : null },
    header.sampleRateHz,
    (block) => ready.push(block),
  );
  const sectors = new Sectors(file, new Timeline(header.sampleRateHz, hasGyroscope ? 6 : 3, (values, sample) => blocks.add(values, sample)));
  const hash = createHash('sha256');
  let rest = Buffer.alloc(0);
  let skip = file.dataAt;
  for await (const bytes of chunks(file.path, options)) {
    hash.update(bytes);
    const data = bytes.subarray(Math.min(skip, bytes.length));
    skip -= bytes.length - data.length;
    const whole = rest.length === 0 ? data : Buffer.concat([rest, data]);
    let at = 0;
    for (; at + SECTOR_BYTES <= whole.length; at += SECTOR_BYTES) sectors.take(whole.subarray(at, at + SECTOR_BYTES));
    rest = Buffer.from(whole.subarray(at));
    yield* ready.splice(0);
  }
  sectors.end(rest.length);
  blocks.flush();
  yield* ready.splice(0);
  return { sha256: hash.digest('hex'), sampleCount: sectors.timeline.length, findings: sectors.findings(header.sampleRateHz) };
}

/** Checks sectors one after the other and hands their samples to the timeline. */
class Sectors {
  readonly timeline: Timeline;
  readonly #file: CwaFile;
  readonly #values = new Float64Array(6);
  #number = 0;
  #damaged = 0;
  #last: Sector | null = null;
  #firstS: number | null = null;
  #lastS = -Infinity;

  constructor(file: CwaFile, timeline: Timeline) {
    this.#file = file;
    this.timeline = timeline;
  }

  take(bytes: Buffer): void {
    this.#number++;
    const sector = parseSector(bytes);
    if (sector === 'unused') return;
    if (sector === 'damaged') {
      this.#damaged++;
      this.#endRun();
      return;
    }
    this.#checkLayout(sector);
    const last = this.#last;
    if (last && (sector.sequenceId !== last.sequenceId + 1 || sector.sessionId !== last.sessionId)) this.#endRun();
    // Without a stamp it has a place only in the middle of a run.
    if (sector.timeS === null && !this.#last) return;
    const timeS = sector.timeS === null ? null : this.#checkedTime(sector, sector.timeS);
    if (timeS !== null) this.timeline.beginSector(timeS, sector.timeSample);
    for (let i = 0; i < sector.sampleCount; i++) {
      readSample(bytes, sector, i, this.#values);
      this.timeline.add(this.#values);
    }
    if (timeS !== null) this.timeline.endSector(timeS, sector.timeSample);
    if (this.timeline.waitingS > LONGEST_UNSTAMPED_S + sector.capacity / sector.sampleRateHz) {
      throw this.#fault(`the clock of the device has stood still for ${LONGEST_UNSTAMPED_S} s; its samples have no time. Set the device's clock and record again.`);
    }
    this.#last = sector;
  }

  /** @param restBytes bytes after the last whole sector */
  end(restBytes: number): void {
    this.#number++;
    if (restBytes > 0) throw this.#fault(`the file ends in the middle of a sector (${restBytes} of ${SECTOR_BYTES} bytes); copy it again from the device.`);
    this.timeline.endRun();
    if (this.timeline.length === 0) throw new AppError('BAD_RECORDING', `${basename(this.#file.path)}: no sector holds samples with a time; set the device's clock and record again.`, { file: this.#file.path });
  }

  findings(nominalHz: number): Finding[] {
    const found: Finding[] = [];
    const rate = this.timeline.effectiveRateHz;
    if (rate !== null) {
      found.push({ code: 'RESAMPLED', severity: 'note', message: `By its own clock the sensor took ${rate.toFixed(2)} samples a second; they were put on the even grid of ${nominalHz} Hz by straight lines between neighbours.` });
    }
    if (this.#damaged > 0) {
      found.push({ code: 'DAMAGED_SECTORS', severity: 'note', message: `${this.#damaged} of ${this.#number - 1} sectors of the file are damaged (their checksum is wrong) and were left out as gaps. Copy the file from the sensor again while it still holds it.` });
    }
    return found;
  }

  #endRun(): void {
    this.timeline.endRun();
    this.#last = null;
  }

  #checkLayout(sector: Sector): void {
    const { layout } = this.#file;
    if (sector.sampleCount > sector.capacity) throw this.#fault(`it claims ${sector.sampleCount} samples where ${sector.capacity} fit; the file is damaged, copy it again from the device.`);
    if (sector.sampleRateHz !== layout.sampleRateHz || sector.axes !== layout.axes || sector.packed !== layout.packed) {
      throw this.#fault(`the device was set up anew here (${describeLayout(layout)} before, ${describeLayout(sector)} now); split the recording at this sector.`);
    }
  }

  /** Seconds since the recording's first whole second. */
  #checkedTime(sector: Sector, timeS: number): number {
    const startS = timeS - sector.timeSample / sector.sampleRateHz;
    this.#firstS ??= Math.floor(startS);
    if (startS < this.#lastS - OVERLAP_S - (sector.capacity / sector.sampleRateHz) * 0.5) {
      throw this.#fault('the clock of the device goes backwards here; it was set, or two recordings were joined. Split the recording at this sector.');
    }
    if (this.#lastS > -Infinity && startS - this.#lastS > MAX_JUMP_S) {
      throw this.#fault(`the clock of the device jumps by ${Math.round(startS - this.#lastS)} s here; split the recording at this sector.`);
    }
    this.#lastS = startS + sector.sampleCount / sector.sampleRateHz;
    return timeS - this.#firstS;
  }

  #fault(text: string): AppError {
    return sectorFault(this.#file.path, this.#number, text);
  }
}

function describeLayout({ sampleRateHz, axes, packed }: SampleLayout): string {
  return `${sampleRateHz} Hz, ${axes} axes${packed ? ', packed' : ''}`;
}
