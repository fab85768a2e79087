import { asyncScheduler, EMPTY, fromEvent, identity, lastValueFrom, map, takeUntil, tap } from 'rxjs';
import type { SchedulerLike } from 'rxjs';
import type { ContactEvent, ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes, WindowEvent } from '../../model/index.ts';
import { chooseLowerBack } from '../lowerBack.ts';
import { analyzeRecording } from '../offline.ts';
import type { AnalysisResult, AnalyzeOptions } from '../options.ts';
import { liveEvents } from './liveEvents.ts';
import { pace } from './pace.ts';
import { packets } from './packets.ts';
import { pulledBlocks } from './pulledBlocks.ts';
import { windows } from './windows.ts';

/** A sensor sends a few times a second. */
const PACKET_S = 0.25;

export type ReplayEvent = WindowEvent | ContactEvent;

export interface ReplayOptions extends AnalyzeOptions {
  /** 1 is the recording's own time; `max` does not wait at all. */
  readonly speed: number | 'max';
  /** Told of every window of every sensor, and of contacts, in order, while the recording runs. */
  readonly onEvent?: (event: ReplayEvent) => void;
  /** Longest packet that goes through the pipeline, seconds. Changes nothing in the events of a sensor. */
  readonly packetS?: number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Streams a recording through the live pipeline as if its sensors were worn, then analyses it.
 * The document is the one `analyzeRecording` makes of the same recording, byte for byte: events on the way are provisional.
 * The file is read first: readers hand out one sensor's minute after the other's, and worn sensors send side by side.
 * An abort throws the signal's reason.
 */
export async function replayRecording(reader: RecordingReader, options: ReplayOptions): Promise<AnalysisResult> {
  const { speed, onEvent, packetS = PACKET_S, scheduler = asyncScheduler, ...analysis } = options;
  const { signal } = options;
  const { sensor } = chooseLowerBack(reader.header, options.site);
  const recording = await readWhole(reader, { signal });

  const samples = Math.max(1, Math.round(packetS * reader.header.sampleRateHz));
  const bySensor = reader.header.sensors.map(({ site }) => recording.blocks.filter((block) => block.site === site));
  const events = pulledBlocks(packets(bySensor, samples), speed === 'max' ? identity : pace(speed, scheduler)).pipe(
    takeUntil(signal ? fromEvent(signal, 'abort') : EMPTY),
    windows(),
    liveEvents(sensor?.site ?? null),
    tap((event) => onEvent?.(event)),
    map(() => null),
  );
  await lastValueFrom(events, { defaultValue: null });
  signal?.throwIfAborted();
  return analyzeRecording(asReader(reader, recording), analysis);
}

interface ReadRecording {
  /** As the reader gave them. */
  readonly blocks: readonly ImuBlock<SensorAxes>[];
  readonly trailer: RecordingTrailer;
}

async function readWhole(reader: RecordingReader, options: ReadOptions): Promise<ReadRecording> {
  const blocks: ImuBlock<SensorAxes>[] = [];
  const source = reader.blocks(options);
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done) return { blocks, trailer: next.value };
    blocks.push(next.value);
  }
}

/** The recording, read a second time. */
function asReader({ header }: RecordingReader, { blocks, trailer }: ReadRecording): RecordingReader {
  return {
    header,
    async* blocks() {
      await Promise.resolve();
      yield* blocks;
      return trailer;
    },
  };
}
