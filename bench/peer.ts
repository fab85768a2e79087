import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A program that is measured beside ours: it answers each line with its CPU time in seconds and a check sum. */
export class Peer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string, undefined>;

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it and waits for its "ready". @throws Error where it ends before */
  static async start(command: string, args: readonly string[]): Promise<Peer> {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    const peer = new Peer(child);
    const first = await peer.#lines.next();
    if (first.value !== 'ready') throw new Error(`${command} did not start`);
    return peer;
  }

  async ask(line: string): Promise<{ readonly cpuS: number; readonly sum: number }> {
    this.#child.stdin.write(`${line}\n`);
    const answer = await this.#lines.next();
    if (answer.done) throw new Error('a peer ended before its time');
    const [cpuS, sum] = answer.value.split(' ').map(Number);
    return { cpuS, sum };
  }

  stop(): void {
    this.#child.stdin.end();
  }
}
