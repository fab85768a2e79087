/** How long the main thread keeps others waiting while a recording is taken in; run it by itself: `npx tsx bench/eventLoop.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { exportBidsMotion } from '../src/export/bidsMotion.ts';
import { openRecording, recordingFiles } from '../src/ingest/index.ts';
import type { AnalysisResult, AnalyzeOptions } from '../src/pipeline/options.ts';
import { intakeRecording } from '../src/pipeline/intake.ts';
import { simulateWear } from '../src/simulator/wear/wear.ts';
import { openStores } from '../src/store/open.ts';
import { analysisWorkers } from '../src/workers.ts';

const RESOLUTION_MS = 1;
const MINUTES = [5, 60];

const folder = await mkdtemp(join(tmpdir(), 'surefoot-loop-'));
try {
  for (const minutes of MINUTES) {
    const { motionPath: path } = await exportBidsMotion(join(folder, `${minutes}`), simulateWear({ seed: minutes, durationS: 60 * minutes, startS: 8 * 3600 }), { subject: `wear${minutes}`, task: 'wear' });
    const workers = analysisWorkers(1);
    await measure(`${minutes} min, in a worker`, path, (options) => workers.recording(path, options));
    await workers.close();
    await measure(`${minutes} min, in the main thread`, path);
  }
} finally {
  await rm(folder, { recursive: true });
}

async function measure(what: string, path: string, analyse?: (options: AnalyzeOptions) => Promise<AnalysisResult>): Promise<void> {
  const stores = await openStores(await mkdtemp(join(folder, 'data-')), 'clinic');
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  // Loading and compiling are over before.
  await pause(200);
  delay.enable();
  const started = performance.now();
  await intakeRecording(stores, {
    reader: await openRecording(path), files: await recordingFiles(path), patient: { externalId: 'P-1' }, takenAt: '2026-03-14T09:30:00+01:00',
    outcome: 'done', circumstances: {}, answers: {}, options: {}, ...(analyse ? { analyse } : {}),
  });
  const passed = performance.now() - started;
  delay.disable();
  const ms = (ns: number): string => (ns / 1e6 - RESOLUTION_MS).toFixed(1);
  console.log(`${what.padEnd(30)} ${(passed / 1000).toFixed(1).padStart(6)} s   event loop late by at most ${ms(delay.max)} ms, 99 % within ${ms(delay.percentile(99))} ms`);
  await stores.close();
}
