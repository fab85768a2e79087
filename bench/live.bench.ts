import { readWindow } from '../src/pipeline/live/readWindow.ts';
import { siteRole } from '../src/pipeline/live/siteRole.ts';
import type { Bench, Outcome } from './define.ts';
import { checkPlumbing, FRAMES, plumbingBench } from './livePlumbing.ts';
import { lightReading, liveSensors, type SensorsRun } from './liveSensors.ts';

const MANY = 1000;
const SECONDS = 10;

/** The live pipeline: its plumbing against an object a frame, then 1,000 sensors in real time on one core. */
export const benches: readonly Bench[] = [
  {
    id: 'live.plumbing',
    group: 'live',
    title: plumbingBench.title,
    goals: [{ candidate: 'blocks', over: 'object a frame', atLeast: 10 }],
    prepare: async () => ({ candidates: plumbingBench.candidates, work: { count: FRAMES, of: 'frame' }, compare: checkPlumbing }),
  },
  {
    id: 'live.sensors',
    group: 'live',
    title: `sensors of six axes at 100 Hz in real time for ${SECONDS} s, windows of 10 s each second (light reading: three spectra, three RMS, sway)`,
    goals: [
      { candidate: '1000 sensors', measure: 'ofOneCorePct', atMost: 60 },
      { candidate: '1000 sensors', over: 'one sensor', measure: 'p99Ms', atMost: 2 },
      { candidate: '1000 sensors', over: '1000 sensors, hops aligned', measure: 'p99Ms', atMost: 1 / 8 },
      { candidate: '1000 sensors', measure: 'dropped', atMost: 0 },
    ],
    // A round lasts a minute, whatever the machine.
    rounds: 3,
    warmUp: 0,
    async prepare() {
      const read = lightReading();
      const trunk = siteRole('sternum', null);
      const whole: SensorsRun['read'] = (window) => readWindow(window, trunk).event.activityMps2!;
      const candidate = (name: string, run: Omit<SensorsRun, 'seconds'>) => ({ name, run: () => measured({ ...run, seconds: SECONDS }) });
      return {
        candidates: [
          // A hop of a tenth of a second, so that one sensor has enough windows for a 99th percentile.
          candidate('one sensor', { sensors: 1, hops: 'staggered', hopS: 0.1, read }),
          candidate('1000 sensors', { sensors: MANY, hops: 'staggered', read }),
          candidate('1000 sensors, hops aligned', { sensors: MANY, hops: 'aligned', read }),
          candidate('500 sensors, full reading', { sensors: MANY / 2, hops: 'staggered', read: whole }),
        ],
        /** Each run throws where windows yield no number. */
        compare() {},
      };
    },
  },
];

async function measured(run: SensorsRun): Promise<Outcome> {
  const { windows, cpuPct, p50Ms, p99Ms, maxMs, dropped } = await liveSensors(run);
  return { cpuS: (cpuPct / 100) * run.seconds, sum: windows, ofOneCorePct: cpuPct, p50Ms, p99Ms, maxMs, windows, dropped };
}
