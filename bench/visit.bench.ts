import type { Bench, Outcome } from './define.ts';
import { steadiVisit } from './visit/steadiVisit.ts';

async function measured(): Promise<Outcome> {
  const before = process.cpuUsage();
  const { trials, ...seconds } = await steadiVisit();
  const { user, system } = process.cpuUsage(before);
  return { cpuS: (user + system) / 1e6, sum: trials, ...seconds };
}

export const benches: readonly Bench[] = [{
  id: 'visit',
  group: 'live',
  title: 'a guided visit of STEADI, its last test recorded for a minute from a virtual sensor: from its end to the verdict',
  rounds: 1,
  warmUp: 0,
  goals: [{ candidate: 'last test of ten minutes', measure: 'toVerdictS', atMost: 1 }],
  prepare: async () => ({
    candidates: [{ name: 'last test of ten minutes', run: measured }],
    compare: () => undefined,
  }),
}];
