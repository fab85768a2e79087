/** What the main thread and an analysis worker say to each other. */
import { AppError } from './model/index.ts';
import type { AxisColumns, ErrorCode, ImuBlock, SensorAxes, Site } from './model/index.ts';
import type { KeptPlace } from './archive.ts';
import type { AnalyzeOptions } from './pipeline/options.ts';
import type { SectionOptions } from './pipeline/section.ts';
import type { Section } from './pipeline/sections.ts';

/** Metrics hold functions, which no message can carry: they go by their ids. */
export type SectionAbout = Omit<SectionOptions, 'trunkMetrics'> & { readonly trunkMetrics: readonly string[] };

/** The worker opens and reads the file itself; `written` asks for the result as a store keeps it. */
export interface RecordingJob {
  readonly kind: 'recording' | 'written';
  /** A file, or a recording of an archive. */
  readonly path: string | KeptPlace;
  readonly options: Omit<AnalyzeOptions, 'signal' | 'onProgress'>;
}

export interface SectionJob {
  readonly kind: 'section';
  readonly section: PackedSection;
  readonly about: SectionAbout;
}

/** Seals a recording of an archive (archive.ts). */
export interface SealJob {
  readonly kind: 'seal';
  /** The archive. */
  readonly folder: string;
  readonly id: string;
}

export type Job = RecordingJob | SectionJob | SealJob;

export type Answer =
  | { readonly kind: 'progress'; readonly stage: 'reading' | 'analysing'; readonly fraction: number }
  /** `spare` is the section's memory, handed back to be filled again. */
  | { readonly kind: 'done'; readonly result: unknown; readonly spare?: ArrayBuffer }
  | { readonly kind: 'failed'; readonly error: PackedError };

/** A section whose samples lie in one piece of memory, which moves between threads without being copied. */
export interface PackedSection {
  readonly start: number;
  readonly end: number;
  readonly blocks: readonly (Omit<ImuBlock<SensorAxes>, 'acc' | 'gyr'> & { readonly hasGyroscope: boolean })[];
  readonly samples: ArrayBuffer;
}

const AXES = ['x', 'y', 'z'] as const;

/** Copies a section's samples together. @param spare memory to fill, used where it is large enough */
export function packSection({ start, end, blocksBySite }: Section, spare?: ArrayBuffer): PackedSection {
  const all = [...blocksBySite.values()].flat();
  const values = all.reduce((sum, { length, gyr }) => sum + length * (gyr ? 6 : 3), 0);
  const samples = spare && spare.byteLength >= values * Float64Array.BYTES_PER_ELEMENT ? spare : new ArrayBuffer(values * Float64Array.BYTES_PER_ELEMENT);
  const out = new Float64Array(samples);
  let at = 0;
  const blocks = all.map(({ acc, gyr, ...block }) => {
    for (const columns of gyr ? [acc, gyr] : [acc]) {
      for (const axis of AXES) {
        out.set(columns[axis].subarray(0, block.length), at);
        at += block.length;
      }
    }
    return { ...block, hasGyroscope: gyr !== null };
  });
  return { start, end, blocks, samples };
}

/** The section again, as views of its memory. */
export function unpackSection({ start, end, blocks, samples }: PackedSection): Section {
  const values = new Float64Array(samples);
  const blocksBySite = new Map<Site, ImuBlock<SensorAxes>[]>();
  let at = 0;
  for (const { hasGyroscope, ...block } of blocks) {
    const column = (): Float64Array => values.subarray(at, (at += block.length));
    const columns = (): AxisColumns<SensorAxes> => ({ x: column(), y: column(), z: column() });
    const own = blocksBySite.get(block.site) ?? [];
    blocksBySite.set(block.site, own);
    own.push({ ...block, acc: columns(), gyr: hasGyroscope ? columns() : null });
  }
  return { start, end, blocksBySite };
}

/** Threads pass errors on as plain ones: code and place of ours would be lost. */
export interface PackedError {
  readonly app: { readonly code: ErrorCode; readonly where: AppError['where'] } | null;
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export function packError(error: unknown): PackedError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { app: error instanceof AppError ? { code: error.code, where: error.where } : null, name, message, stack };
}

const BUILT_IN: Readonly<Record<string, ErrorConstructor>> = { RangeError, TypeError, SyntaxError };

/** The same error, of the same class. */
export function unpackError({ app, name, message, stack }: PackedError): Error {
  const error = app ? new AppError(app.code, message, app.where) : new (BUILT_IN[name] ?? Error)(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
