import type { Finding } from './analysis.ts';
import type { ImuBlock, SensorAxes, Site } from './axes.ts';
import type { Span } from './span.ts';

export type Sex = 'F' | 'M';

/** What is known of the person who was recorded. Anything unknown is absent, never guessed. */
export interface Participant {
  readonly id?: string;
  readonly ageYears?: number;
  readonly sex?: Sex;
  readonly heightCm?: number;
  readonly legLengthCm?: number;
  readonly massKg?: number;
  /** Multiplies estimated stride lengths: the person's own factor from a walk over a known course. */
  readonly strideFactor?: number;
}

/** A mark in a recording: a protocol mark or a reference event. Never an input of an analysis unless a protocol names it. */
export interface RecordingEvent {
  readonly onsetS: number;
  readonly durationS: number;
  /** The recording's own word: `left_initial_contact`, `turn`, `walk`, ... */
  readonly type: string;
}

export interface SensorDescription {
  readonly site: Site;
  /** The recording's own name of the place: BIDS `tracked_point`. */
  readonly trackedPoint: string;
  readonly hasGyroscope: boolean;
  readonly placement?: string;
}

export interface RecordingHeader {
  /** As it was given by the caller. */
  readonly path: string;
  readonly format: string;
  readonly sampleRateHz: number;
  readonly sensors: readonly SensorDescription[];
  readonly participant: Participant | null;
  readonly events: readonly RecordingEvent[];
  readonly taskName: string | null;
  readonly device: string | null;
}

/** What is only known once every sample has been read. */
export interface RecordingTrailer {
  /** SHA-256 of the signal file, hex: what `sha256sum` prints. */
  readonly sha256: string;
  /** Rows on the recording's grid, gaps included. */
  readonly sampleCount: number;
  /** What the reader left out or had to bring on the grid, for the person who trusts the numbers. */
  readonly findings?: readonly Finding[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Told now and then how many bytes of the signal file were read. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
  /** The caller copies what it needs of a block before it asks for the next: a reader may use a block's memory again. */
  readonly transient?: boolean;
}

/**
 * A recording that can be read once, block by block, in constant memory.
 * Blocks of one site arrive in order and never overlap; a jump of `startSample` is a gap. Blocks of different sites arrive in turn:
 * none begins more than ten minutes before the newest end, so that a recording can be analysed while it is read.
 * Nothing is invented: a sample that is missing in the file is in no block.
 */
export interface RecordingReader {
  readonly header: RecordingHeader;
  blocks(options?: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer>;
  /** Blocks of a span of the grid alone, without reading what lies before it; absent where the format cannot. */
  between?(span: Span, options?: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, void>;
}

/** One file of a recording as it is archived. */
export interface RecordingFile {
  /** Its part in the recording, the same for every recording of a format: `motion.tsv`, `channels.tsv`, ... */
  readonly role: string;
  open(): AsyncIterable<Uint8Array>;
}
