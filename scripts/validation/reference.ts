import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Path of the reference values that belong to a recording of a BIDS dataset. */
export function referencePath(motionPath: string): string {
  const subject = basename(motionPath).split('_')[0];
  const name = basename(motionPath).replace(/_tracksys-[^_]+/, '').replace('_motion.tsv', '_desc-reference.json');
  return join(dirname(motionPath), '..', '..', 'derivatives', 'reference', subject, 'motion', name);
}

/** Reads them. The shape is the dataset's own. */
export async function readReference<Shape>(motionPath: string): Promise<Shape> {
  return JSON.parse(await readFile(referencePath(motionPath), 'utf8')) as Shape;
}
