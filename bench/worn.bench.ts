import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSerialLine } from '../src/radioPty.ts';
import { openVirtualRadio } from '../src/radioVirtual.ts';
import type { SensorSpec } from '../src/simulator/radio/index.ts';
import type { Bench, Outcome } from './define.ts';

const SECONDS = 60;
const SITES = ['lowerBack', 'sternum', 'head', 'leftThigh', 'rightThigh', 'leftShank', 'rightShank'];
const walk = { scenario: 'minuteWalk', seed: 7, site: 'lowerBack' } as const;

function room(count: number, like: Pick<SensorSpec, 'kind' | 'settings'>): SensorSpec[] {
  return Array.from({ length: count }, (_, i) => ({ ...like, address: `d4:22:cd:00:40:0${i + 1}`, site: SITES[i], signal: walk, clockPpm: 10 * i - 20 }));
}

/** `surefoot record` for a minute over unmodified noble on a serial line: CPU of its two processes, and what it says was lost. */
async function record(sensors: readonly SensorSpec[], sensorFile: string | null): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-'));
  const radio = openVirtualRadio({ sensors });
  const line = await openSerialLine(radio.controller, join(folder, 'hci'));
  try {
    const named = sensors.flatMap(({ address, site }) => ['--sensor', `${address.replaceAll(':', '')}=${site}`]);
    const bin = fileURLToPath(new URL('../bin/surefoot', import.meta.url));
    const child = spawn(process.execPath, [bin, 'record', ...named, '--seconds', String(SECONDS), '--out', join(folder, 'out'), '--json', ...(sensorFile ? ['--sensor-file', sensorFile] : [])], {
      env: { ...process.env, BLUETOOTH_HCI_SOCKET_UART_PORT: line.port }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    // Connecting and sealing are left out: what counts is the minute itself.
    const marks: { wallS: number; cpuS: number }[] = [];
    const looking = setInterval(() => marks.push({ wallS: performance.now() / 1000, cpuS: cpuOf(child.pid!) }), 5000);
    const status = await ended;
    clearInterval(looking);
    if (status !== 0) throw new Error(`record ended with ${status}: ${stderr}`);
    const whole = marks.slice(1, 1 + SECONDS / 5 - 1).filter(({ cpuS }) => cpuS > 0);
    const [first, last] = [whole[0], whole[whole.length - 1]];
    const cpuS = last.cpuS - first.cpuS;
    const recorded = (JSON.parse(stdout) as { sensors: { samples: number; lost: number }[] }).sensors;
    return { cpuS, sum: recorded.reduce((sum, { samples }) => sum + samples, 0), cpuPct: (100 * cpuS) / (last.wallS - first.wallS), lost: recorded.reduce((sum, { lost }) => sum + lost, 0) };
  } finally {
    radio.close();
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** CPU seconds so far of a process and its children. */
function cpuOf(pid: number): number {
  const times = execFileSync('ps', ['-o', 'cputimes=', '--pid', String(pid), '--ppid', String(pid)], { encoding: 'utf8' });
  return times.trim().split('\n').reduce((sum, text) => sum + Number(text), 0);
}

async function ownBoard(): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-board-'));
  const example = JSON.parse(await readFile(new URL('../docs/examples/arduino-nano33.json', import.meta.url), 'utf8')) as object;
  const file = join(folder, 'board.json');
  await writeFile(file, JSON.stringify({ ...example, id: 'own-board', rateHz: 120 }));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const benches: readonly Bench[] = [{
  id: 'worn',
  group: 'live',
  title: 'a minute of worn sensors over unmodified noble on a serial line: CPU of record and its radio process',
  rounds: 1,
  warmUp: 0,
  goals: [{ candidate: 'five DOTs at 60 Hz', measure: 'cpuPct', atMost: 60 }, { candidate: 'seven boards at 120 Hz', measure: 'cpuPct', atMost: 60 }],
  async prepare() {
    const board = await ownBoard();
    return {
      candidates: [
        { name: 'five DOTs at 60 Hz', run: () => record(room(5, { kind: 'movellaDot' }), null) },
        { name: 'seven boards at 120 Hz', run: () => record(room(7, { kind: 'generic', settings: { rateHz: 120 } }), board.file) },
      ],
      // What is compared is in the tests of live sensors: every sample against the radio's truth.
      compare: () => undefined,
      dispose: () => board.remove(),
    };
  },
}];
