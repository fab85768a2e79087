import type { Site } from '../../model/index.ts';
import type { SampleBatch, SampleStream } from '../sensors/define.ts';
import { Column } from './column.ts';
import { streamPlaces } from './streamPlaces.ts';

/** Samples [start, end) of a stream that share a mapping from readings to time, and the packets [firstPacket, endPacket) they came in. */
export interface Segment {
  readonly start: number;
  end: number;
  readonly firstPacket: number;
  endPacket: number;
  /** Nothing but the time of arrival tells how far it lies from the segment before. */
  readonly restarted: boolean;
}

/** Everything that arrived of one stream, in columns. */
export class StreamTimeline {
  readonly stream: SampleStream;
  readonly places = new Column();
  readonly readings = new Column();
  readonly columns: readonly Column[];
  /** Newest reading of each packet, and when it arrived. */
  readonly packetReadings = new Column();
  readonly packetArrivalsMs = new Column();
  readonly segments: Segment[] = [];
  readonly #numbering;

  /** @param capacity most samples of a batch */
  constructor(stream: SampleStream, capacity: number) {
    this.stream = stream;
    this.columns = Array.from({ length: stream.measures === 'accGyr' ? 6 : 3 }, () => new Column());
    this.#numbering = streamPlaces(stream, capacity);
  }

  add(batch: SampleBatch, arrivalMs: number): void {
    if (batch.length === 0) return;
    const numbering = this.#numbering;
    numbering.place(batch, arrivalMs);
    let newest = -1;
    for (let i = 0; i < batch.length; i++) {
      if (numbering.places[i] < 0) continue;
      this.places.push(numbering.places[i]);
      this.readings.push(numbering.readings[i]);
      for (let c = 0; c < this.columns.length; c++) this.columns[c].push(batch.columns[c][i]);
      newest = i;
      if (numbering.segment === this.segments.length) {
        const at = this.places.length - 1;
        this.segments.push({ start: at, end: at, firstPacket: this.packetReadings.length, endPacket: this.packetReadings.length, restarted: numbering.restarted && at > 0 });
      }
    }
    if (newest < 0) return;
    this.packetReadings.push(numbering.readings[newest]);
    this.packetArrivalsMs.push(arrivalMs);
    const segment = this.segments[this.segments.length - 1];
    segment.end = this.places.length;
    segment.endPacket = this.packetReadings.length;
  }

  reconnected(): void {
    this.#numbering.reconnected();
  }
}

/** Everything that arrived of one sensor. */
export class SensorTimeline {
  readonly site: Site;
  readonly streams: readonly StreamTimeline[];
  #connections = 0;

  /** @param capacities most samples of a batch, per stream */
  constructor(site: Site, streams: readonly SampleStream[], capacities: readonly number[]) {
    this.site = site;
    this.streams = streams.map((stream, i) => new StreamTimeline(stream, capacities[i]));
  }

  /** Takes what a decoder made of one packet: its batches, one a stream. */
  add(batches: readonly SampleBatch[], arrivalMs: number): void {
    for (let s = 0; s < this.streams.length; s++) this.streams[s].add(batches[s], arrivalMs);
  }

  /** Packets from here on come over a new connection; the first one too. */
  connected(): void {
    if (this.#connections++ > 0) for (const stream of this.streams) stream.reconnected();
  }

  get reconnects(): number {
    return Math.max(0, this.#connections - 1);
  }
}
