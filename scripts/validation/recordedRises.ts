import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRecordings, openRecording } from '../../src/ingest/index.ts';
import type { TransferPart } from '../../src/model/index.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';

export interface RecordedRises {
  readonly walks: number;
  /** Walks in which a rise was seen although nobody rises. */
  readonly walksWithRise: number;
  /** What is found in the recording of rises. */
  readonly transfers: readonly TransferPart[];
  /** When the peer's more sensitive method says that rises begin, s. */
  readonly peerRises: readonly number[];
}

const WALKS = ['voisard-walk', 'moving-reality', 'skdh-tests/sub-02', 'mobgap-lab'] as const;
const REFERENCE = 'derivatives/reference/sub-01/motion/sub-01_task-sittostand_desc-reference.json';

/** Rises in recordings of people: none in walks, and those of one person on a chair. @returns null where the recordings are not there */
export async function recordedRises(root: string): Promise<RecordedRises | null> {
  const chairs = join(root, 'skdh-tests');
  if (!existsSync(join(chairs, REFERENCE))) return null;
  const transfersOf = async (path: string) => (await analyzeRecording(await openRecording(path), { protocol: 'sitToStand', traces: false })).document.transfers;
  const [sittings] = (await findRecordings(join(chairs, 'sub-01'))).filter((path) => path.includes('sittostand'));
  // Daily activities hold real rises, so they are no walks.
  const walks = (await Promise.all(WALKS.filter((name) => existsSync(join(root, name))).map((name) => findRecordings(join(root, name))))).flat().filter((path) => !path.includes('dailyactivities'));
  let walksWithRise = 0;
  for (const walk of walks) if ((await transfersOf(walk)).some((t) => t.kind === 'sitToStand')) walksWithRise++;
  const peer = JSON.parse(await readFile(join(chairs, REFERENCE), 'utf8')) as { skdh_expected_output: { s2s_displacement_results: { 'STS Start': number[] } } };
  return { walks: walks.length, walksWithRise, transfers: await transfersOf(sittings), peerRises: peer.skdh_expected_output.s2s_displacement_results['STS Start'] };
}
