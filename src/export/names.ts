import { basename } from 'node:path';
import type { RecordingHeader } from '../model/index.ts';

/** What a recording is called in a BIDS dataset: letters and digits only. */
export interface BidsNames {
  readonly subject: string;
  readonly task: string;
  readonly run?: number;
}

/**
 * Names by what the recording says of itself: its person, or else its file; its task; its run, where the file's name has one.
 * @param taken names given before; a second recording of the same name becomes the next run
 */
export function bidsNames({ path, participant, taskName }: RecordingHeader, taken: ReadonlySet<string>): BidsNames {
  const subject = bare((participant?.id ?? '').replace(/^sub-/, '')) || bare(stem(path)) || 'unknown';
  const task = bare(taskName ?? '') || 'recording';
  const own = /_run-(\d+)(?=_)/.exec(basename(path))?.[1];
  let names: BidsNames = { subject, task, ...(own === undefined || Number(own) < 1 ? {} : { run: Number(own) }) };
  for (let run = 2; taken.has(nameKey(names)); run++) names = { subject, task, run };
  return names;
}

export function nameKey({ subject, task, run }: BidsNames): string {
  return `${subject} ${task} ${run ?? ''}`.toLowerCase();
}

/** A file's name without its ending. */
export function stem(path: string): string {
  return basename(path).replace(/(_motion)?\.[^.]+$/, '');
}

function bare(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}
