import { AppError } from '../model/index.ts';
import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes, Site } from '../model/index.ts';
import { SiteSamples } from './siteSamples.ts';

/** A part of a recording that is analysed on its own. Its samples last until the section after the next is asked for: their memory is used again. */
export interface Section {
  /** Samples of the recording, half-open. */
  readonly start: number;
  readonly end: number;
  /** Blocks of each site within it; their `startSample` counts from the section's start. Sites that sent nothing are absent. */
  readonly blocksBySite: ReadonlyMap<Site, readonly ImuBlock<SensorAxes>[]>;
}

/** A section ends at the calmest second between these ages, s. Twenty minutes hold any clinical test whole. */
const EARLIEST_CUT_S = 15 * 60;
const LONGEST_S = 20 * 60;
/** A sensor this far behind the others has stopped sending: the others do not wait for it, s. */
const LAGGARD_S = LONGEST_S;
/** At very low rates a reader's own blocks last longer. */
const LAGGARD_SAMPLES = 20_000;
/** Beyond this, in samples, a recording must hold more than gaps: a clock that jumps by years is damage. */
const LONG_SAMPLES = 10_000_000;
const LEAST_SENT_SHARE = 0.01;

type Block = ImuBlock<SensorAxes>;

/**
 * Cuts a recording into sections that are analysed one by one, so that memory does not grow with its length. Where it is cut depends
 * on the signal alone: at the calmest second (or a gap) between 15 and 20 minutes after the section's start. Shorter recordings are one section.
 *
 * @param sites whose blocks are kept
 * @param calmSite whose movement decides where to cut
 * @throws AppError BAD_RECORDING for a long recording that is nothing but gaps
 */
export async function* sections(reader: RecordingReader, sites: readonly Site[], calmSite: Site | null, options: ReadOptions): AsyncGenerator<Section, RecordingTrailer> {
  const fs = reader.header.sampleRateHz;
  const laggard = Math.max(LAGGARD_S * fs, LAGGARD_SAMPLES);
  const waiting = new Map<Site, SiteSamples>(sites.map((site) => [site, new SiteSamples()]));
  const fronts = new Map<Site, number>(sites.map((site) => [site, 0]));
  let sent = 0;
  let start = 0;
  const source = reader.blocks({ ...options, transient: true });
  try {
    for (let next = await source.next(); ; next = await source.next()) {
      if (next.done) {
        const { sampleCount } = next.value;
        checkGrid(reader, sent, sampleCount);
        // A reader that gives one site after the other has filled all of them only now.
        for (let cut = cutAfter(start, sampleCount); cut !== null; cut = cutAfter(start, sampleCount)) {
          yield take(waiting, start, cut);
          start = cut;
        }
        yield take(waiting, start, sampleCount);
        return next.value;
      }
      const block = next.value;
      const samples = waiting.get(block.site);
      if (!samples) continue;
      if (block.startSample < start) throw new RangeError(`a block of ${block.site} comes after later ones have been analysed`);
      samples.add(block);
      if (block.site === (calmSite ?? sites[0])) sent += block.length;
      fronts.set(block.site, block.startSample + block.length);
      const newest = Math.max(...fronts.values());
      const front = Math.min(...[...fronts.values()].filter((end) => newest - end < laggard));
      for (let cut = cutAfter(start, front); cut !== null; cut = cutAfter(start, front)) {
        yield take(waiting, start, cut);
        start = cut;
      }
    }
  } finally {
    await source.return(undefined as never);
  }

  /** Where the section that starts at `from` ends; null while it may still be the last. */
  function cutAfter(from: number, front: number): number | null {
    if (front < from + Math.ceil(LONGEST_S * fs)) return null;
    const calm = calmSite === null ? [] : waiting.get(calmSite)?.blocks ?? [];
    // A long silence is passed over at once.
    const first = Math.min(...[...waiting.values()].map((samples) => samples.first ?? Infinity));
    if (first >= from + Math.ceil(LONGEST_S * fs)) return Number.isFinite(first) ? first : front;
    let best = { range: Infinity, second: EARLIEST_CUT_S };
    for (let second = EARLIEST_CUT_S; second < LONGEST_S; second++) {
      const range = rangeOf(calm, from + Math.round(second * fs), from + Math.round((second + 1) * fs));
      if (range < best.range) best = { range, second };
    }
    return from + Math.round((best.second + 0.5) * fs);
  }
}

/** How much the magnitude of the acceleration moves in a span, m/s²; below 0 where half of its samples are missing. */
function rangeOf(blocks: readonly Block[], start: number, end: number): number {
  let [low, high, seen] = [Infinity, -Infinity, 0];
  for (const { startSample, length, acc: { x, y, z } } of blocks) {
    if (startSample >= end) break;
    for (let i = Math.max(0, start - startSample); i < Math.min(length, end - startSample); i++) {
      const square = x[i] * x[i] + y[i] * y[i] + z[i] * z[i];
      if (square < low) low = square;
      if (square > high) high = square;
      seen++;
    }
  }
  return 2 * seen < end - start ? -1 : Math.sqrt(high) - Math.sqrt(low);
}

/** Takes what lies before `end` out of what waits. */
function take(waiting: ReadonlyMap<Site, SiteSamples>, start: number, end: number): Section {
  const blocksBySite = new Map<Site, Block[]>();
  for (const [site, samples] of waiting) {
    const blocks = samples.take(end, start);
    if (blocks.length > 0) blocksBySite.set(site, blocks);
  }
  return { start, end, blocksBySite };
}

function checkGrid({ header }: RecordingReader, sent: number, sampleCount: number): void {
  if (sampleCount <= LONG_SAMPLES || sent >= LEAST_SENT_SHARE * sampleCount) return;
  const hours = Math.round(sampleCount / header.sampleRateHz / 3600);
  throw new AppError('BAD_RECORDING', `${header.path}: by its clock it lasts ${hours} hours, and more than 99 % of them are gaps; split the recording at its long pauses.`, { file: header.path });
}
