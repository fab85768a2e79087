import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { openSerialLine } from '../../src/radioPty.ts';
import { openVirtualRadio } from '../../src/radioVirtual.ts';
import type { RadioScenario, VirtualRadio } from '../../src/simulator/radio/index.ts';

/** Without it tests of the serial line are skipped, which vitest counts; with CI=true they fail instead. */
export const hasSocat = process.env.CI === 'true' || spawnSync('socat', ['-V']).status === 0;

/** Does something when a test is over. Tests that run side by side hand in their own. */
export type OnFinished = (work: () => Promise<void>) => void;

/**
 * A virtual radio of this process at the end of a pseudo-terminal, gone with the test: its truth can be asked at any time.
 * @returns the radio and the variables of a process whose noble is to find it
 */
export async function radioOnSerialLine(scenario: RadioScenario, finished: OnFinished = onTestFinished): Promise<{ readonly radio: VirtualRadio; readonly env: Readonly<Record<string, string>> }> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-radio-'));
  const radio = openVirtualRadio(scenario);
  const line = await openSerialLine(radio.controller, join(folder, 'hci'));
  finished(async () => {
    radio.close();
    await line.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { radio, env: { BLUETOOTH_HCI_SOCKET_UART_PORT: line.port } };
}

/** A process that is told what to do and answers line by line as JSON; killed when the test ends. */
export interface Talker {
  /** @throws Error with what the process said on stderr, where it ended or reports a failure */
  ask<Answer>(what: object): Promise<Answer>;
  end(): Promise<void>;
}

/** @param file a script of TypeScript that reads questions from stdin */
export function startTalker(file: string, env: Readonly<Record<string, string>>): Talker {
  const child = spawn(process.execPath, ['--import', 'tsx', file], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    async ask<Answer>(what: object) {
      child.stdin.write(`${JSON.stringify(what)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`the process ended: ${errors}`);
      const answer = JSON.parse(line.value) as { error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer as Answer;
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
