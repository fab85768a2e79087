import type { RecordingReader, RecordingTrailer, Site, Span } from '../model/index.ts';
import { longestBout } from './joinSections.ts';
import type { AnalyzeOptions } from './options.ts';
import { analyseSection, type AnalysedSection, type SectionOptions } from './section.ts';
import { sections, type Section } from './sections.ts';

const FEET: readonly Site[] = ['leftFoot', 'rightFoot'];

/** Analyses sections elsewhere, several at once. */
export interface SectionShare {
  /** Sections that may be under way: more would only wait, and hold memory. */
  readonly atOnce: number;
  /** The answer must be that of `analyseSection`. The section's samples are its own once this has returned. */
  analyse(section: Section, about: SectionOptions, signal?: AbortSignal): Promise<AnalysedSection>;
}

/** Sections of this very recording that an interrupted analysis has left. */
export interface KeptSections {
  find(span: Span): AnalysedSection | null;
  keep(part: AnalysedSection): void;
}

/** Where sections are analysed and kept; in this thread and nowhere unless said. The document is the same bytes. */
export interface SectionPlan {
  readonly share?: SectionShare;
  readonly kept?: KeptSections;
}

/** Reads and analyses a recording section by section; what was read is let go at once. @returns the sections in order of time */
export async function analyseSections(
  reader: RecordingReader,
  about: SectionOptions,
  { signal, onProgress }: Pick<AnalyzeOptions, 'signal' | 'onProgress'>,
  { share, kept }: SectionPlan,
): Promise<{ parts: AnalysedSection[]; trailer: RecordingTrailer }> {
  const sites = [...new Set([...(about.lowerBack === null ? [] : [about.lowerBack]), ...FEET.filter((foot) => reader.header.sensors.some(({ site }) => site === foot))])];
  const parts: AnalysedSection[] = [];
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let pictured: { readonly index: number; readonly length: number } | null = null;
  let readShare = 0;
  let analysedShare = 0;

  // Half of the way is reading, half analysing, so that the bar neither stands nor falls back.
  const tell = (stage: 'reading' | 'analysing'): void => onProgress?.(stage, (readShare + analysedShare) / 2);
  const take = (part: AnalysedSection, index: number, readAt: number): void => {
    parts[index] = part;
    if (part.traces !== null) {
      // Of all pictures of the signal one is shown: a week of them would not fit into memory.
      const length = longestBout(part);
      const isBetter = pictured === null || length > pictured.length || (length === pictured.length && index < pictured.index);
      const dropped = isBetter ? pictured?.index : index;
      if (dropped !== undefined) parts[dropped] = { ...parts[dropped], traces: null };
      if (isBetter) pictured = { index, length };
    }
    analysedShare = Math.max(analysedShare, readAt);
    tell('analysing');
  };
  const here = (section: Section, index: number): void => {
    const part = analyseSection(section, about);
    kept?.keep(part);
    take(part, index, readShare);
  };
  const elsewhere = (work: SectionShare, section: Section, index: number): void => {
    const readAt = readShare;
    const task: Promise<void> = work.analyse(section, about, signal).then((part) => {
      kept?.keep(part);
      take(part, index, readAt);
    }).catch((error: unknown) => void failures.push(error)).finally(() => underWay.delete(task));
    underWay.add(task);
  };

  const source = sections(reader, sites, about.lowerBack ?? sites[0] ?? null, {
    signal,
    onProgress: (read, total) => {
      readShare = total > 0 ? read / total : 1;
      tell('reading');
    },
  });
  try {
    // The first section waits for a second: a recording of one has nothing to share.
    let first: Section | null = null;
    for (let index = 0; ; index++) {
      const next = await source.next();
      if (next.done) {
        if (first) here(first, 0);
        await Promise.all(underWay);
        if (failures.length > 0) throw failures[0];
        return { parts, trailer: next.value };
      }
      signal?.throwIfAborted();
      // As soon as there is a second, however that one is come by: the memory of the first is used again for the third.
      if (first && share) elsewhere(share, first, 0);
      first = null;
      const found = kept?.find(next.value) ?? null;
      if (found) {
        take(found, index, readShare);
      } else if (!share) {
        here(next.value, index);
      } else if (index === 0) {
        first = next.value;
      } else {
        elsewhere(share, next.value, index);
        while (underWay.size >= share.atOnce) await Promise.race(underWay);
      }
      if (failures.length > 0) throw failures[0];
    }
  } finally {
    await source.return(undefined as never);
  }
}
