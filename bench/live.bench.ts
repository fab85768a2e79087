import type { Timing } from './interleave.ts';
import { interleave } from './interleave.ts';
import { checkPlumbing, FRAMES, plumbingBench } from './livePlumbing.ts';
import { lightReading, liveSensors, type SensorsResult } from './liveSensors.ts';
import { readWindow } from '../src/pipeline/live/readWindow.ts';
import { siteRole } from '../src/pipeline/live/siteRole.ts';

const MANY = 1000;
const SECONDS = 10;

export interface LiveResult {
  readonly title: string;
  readonly timings: readonly Timing[];
  /** Million six-axis frames a CPU-second, ours. */
  readonly framesM: number;
  readonly sensors: readonly (SensorsResult & { readonly name: string })[];
}

/** The live pipeline: its plumbing against an object a frame, then 1,000 sensors in real time on one core. About a minute. */
export async function liveBench(): Promise<LiveResult> {
  checkPlumbing();
  const timings = await interleave(plumbingBench.candidates);
  const light = lightReading();
  const trunk = siteRole('sternum', null);
  const product = (window: Parameters<typeof readWindow>[0]) => readWindow(window, trunk).event.activityMps2!;
  const runs = [
    // A hop of a tenth of a second, so that one sensor has enough windows for a 99th percentile.
    { name: 'one sensor', sensors: 1, hops: 'staggered', hopS: 0.1, read: light },
    { name: 'staggered hops', sensors: MANY, hops: 'staggered', read: light },
    { name: 'aligned hops', sensors: MANY, hops: 'aligned', read: light },
    { name: 'reading of the product', sensors: MANY, hops: 'staggered', read: product },
  ] as const;
  const sensors = [];
  for (const { name, ...run } of runs) sensors.push({ name, ...await liveSensors({ ...run, seconds: SECONDS }) });
  return { title: plumbingBench.title, timings, framesM: FRAMES / timings[0].cpuMs / 1000, sensors };
}

/** The result for people, a line each. */
export function liveLines({ title, timings, framesM, sensors }: LiveResult): string[] {
  return [
    title,
    ...timings.map((t) => `  ${t.name.padEnd(28)} ${t.cpuMs.toFixed(2).padStart(9)} ms   ${t.ratio.toFixed(2).padStart(7)} x`),
    `  ${framesM.toFixed(1)} million frames a CPU-second`,
    `sensors of six axes at 100 Hz in real time, windows of 10 s each second (light reading: three spectra, three RMS, sway)`,
    ...sensors.map((s) => `  ${s.name.padEnd(28)} ${String(s.sensors).padStart(5)} sensors ${s.cpuPct.toFixed(1).padStart(6)} % CPU   latency p50 ${s.p50Ms.toFixed(1)}, p99 ${s.p99Ms.toFixed(1)}, max ${s.maxMs.toFixed(1)} ms   ${s.windows} windows, ${s.dropped} left out`),
  ];
}
