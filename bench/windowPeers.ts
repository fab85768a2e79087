/** Peers that work on the same windows as we do: they are told where these lie, write what they found, and are timed by the round. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Candidate } from './define.ts';
import { Peer } from './peer.ts';
import { C_ABSENT, compiledC, SCIPY_ABSENT, scipyCommand } from './peers.ts';

/** What to start: a script or a program's source beside this file, and what it is asked to do. */
export interface WindowPeer {
  readonly name: string;
  readonly source: string;
  /** The first word of each line it is sent. */
  readonly task: string;
}

export interface WindowPeers {
  readonly candidates: readonly Candidate[];
  /** What a peer found in all windows, by its name. */
  readonly results: ReadonlyMap<string, Float64Array>;
  readonly absent: readonly string[];
  readonly dispose: () => Promise<void>;
}

/** @param windows of one length @param repeats how often a round goes through all windows, by the peer's name */
export async function startWindowPeers(windows: readonly Float64Array[], asked: readonly WindowPeer[], repeats: (name: string) => number): Promise<WindowPeers> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-'));
  const peers: Peer[] = [];
  const [candidates, results, absent] = [[] as Candidate[], new Map<string, Float64Array>(), new Set<string>()];
  const dispose = async () => {
    for (const peer of peers) peer.stop();
    await rm(folder, { recursive: true });
  };
  try {
    const file = join(folder, 'windows.f64');
    await writeFile(file, Buffer.concat(windows.map((w) => Buffer.from(w.buffer, w.byteOffset, w.byteLength))));
    for (const { name, source, task } of asked) {
      const isC = source.endsWith('.c');
      const command = isC ? compiledC(source, folder) : scipyCommand(source);
      if (command === null) {
        absent.add(isC ? C_ABSENT : SCIPY_ABSENT);
        continue;
      }
      const found = join(folder, `${peers.length}.f64`);
      const peer = await Peer.start(command[0], [...command.slice(1), file, String(windows[0].length), String(windows.length), task, found]);
      peers.push(peer);
      const bytes = await readFile(found);
      results.set(name, new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
      candidates.push({
        name,
        // A quick one goes through the windows several times; what is told is the cost of once.
        run: async () => {
          const { cpuS, sum } = await peer.ask(String(repeats(name)));
          return { cpuS: cpuS / repeats(name), sum };
        },
      });
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { candidates, results, absent: [...absent], dispose };
}

/** Our own candidate in the same measure: through all windows `repeats` times, and the cost of once. */
export function ownCandidate(name: string, repeats: number, once: () => number): Candidate {
  return {
    name,
    run: () => {
      let sum = 0;
      const before = process.cpuUsage();
      for (let repeat = 0; repeat < repeats; repeat++) sum += once();
      const { user, system } = process.cpuUsage(before);
      return { cpuS: (user + system) / 1e6 / repeats, sum };
    },
  };
}

/** Trunk-like windows: two harmonics whose rhythm wanders, and noise; the same everywhere. */
export function walkingWindows(count: number, length: number, noise: number): Float64Array[] {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Array.from({ length: count }, () => {
    let phase = Math.PI * random();
    return Float64Array.from({ length }, () => {
      phase += (2 * Math.PI * (1 + 0.2 * random())) / 100;
      return Math.sin(2 * phase) + 0.5 * Math.sin(phase + 1) + noise * (random() + random());
    });
  });
}

/** @throws Error that names the first value that differs */
export function compareValues(name: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  if (found.length !== expected.length) throw new Error(`${name}: ${found.length} values instead of ${expected.length}`);
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(found[i] - expected[i]) <= tolerance)) throw new Error(`${name} differs at ${i}: ${found[i]} and ${expected[i]}`);
  }
}
