import { asyncScheduler, EMPTY, filter, fromEvent, identity, lastValueFrom, map, takeUntil, tap } from 'rxjs';
import type { SchedulerLike } from 'rxjs';
import type { ImuBlock, RecordingReader, RecordingTrailer, SensorAxes } from '../../model/index.ts';
import { chooseLowerBack } from '../lowerBack.ts';
import { analyzeRecording } from '../offline.ts';
import type { AnalysisResult, AnalyzeOptions } from '../options.ts';
import type { LiveEvent } from './events.ts';
import { liveEvents } from './liveEvents.ts';
import { pace } from './pace.ts';
import { packets } from './packets.ts';
import { pulledBlocks } from './pulledBlocks.ts';
import { windows } from './windows.ts';

const WINDOW_S = 10;
const HOP_S = 1;
/** A sensor sends a few times a second. */
const PACKET_S = 0.25;

export interface ReplayOptions extends AnalyzeOptions {
  /** 1 is the recording's own time; `max` does not wait at all. */
  readonly speed: number | 'max';
  /** Told of every window and contact in order, while the recording runs. */
  readonly onEvent?: (event: LiveEvent) => void;
  /** Longest block that goes through the pipeline, seconds. Changes nothing in the events. */
  readonly packetS?: number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Streams a recording through the live pipeline as if its sensors were worn, then analyses what was collected.
 * The document is the one `analyzeRecording` makes of the same recording, byte for byte: events on the way are provisional.
 * An abort throws the signal's reason.
 */
export async function replayRecording(reader: RecordingReader, options: ReplayOptions): Promise<AnalysisResult> {
  const { speed, onEvent, packetS = PACKET_S, scheduler = asyncScheduler, ...analysis } = options;
  const { signal } = options;
  const { sensor } = chooseLowerBack(reader.header, options.site);
  const collected: ImuBlock<SensorAxes>[] = [];
  let trailer: RecordingTrailer | null = null;

  const samples = Math.max(1, Math.round(packetS * reader.header.sampleRateHz));
  const source = sent();
  const events = pulledBlocks(source, speed === 'max' ? identity : pace(speed, scheduler)).pipe(
    takeUntil(signal ? fromEvent(signal, 'abort') : EMPTY),
    filter(({ site }) => site === sensor?.site),
    windows(WINDOW_S, HOP_S),
    liveEvents(),
    tap((event) => onEvent?.(event)),
    map(() => null),
  );
  try {
    await lastValueFrom(events, { defaultValue: null });
    signal?.throwIfAborted();
  } finally {
    await source.return(undefined);
  }
  return analyzeRecording(asReader(), analysis);

  /** The recording's blocks in a sensor's packets; what is read is kept for the end. */
  async function* sent(): AsyncGenerator<ImuBlock<SensorAxes>, void> {
    const blocks = reader.blocks({ signal });
    try {
      for (let next = await blocks.next(); ; next = await blocks.next()) {
        if (next.done) {
          trailer = next.value;
          return;
        }
        collected.push(next.value);
        yield* packets(next.value, samples);
      }
    } finally {
      // Left in the middle, the file is closed at once.
      await blocks.return(undefined as never);
    }
  }

  /** The collected recording, read a second time. */
  function asReader(): RecordingReader {
    return {
      header: reader.header,
      async* blocks() {
        await Promise.resolve();
        yield* collected;
        return trailer!;
      },
    };
  }
}
