import type { RadioScenario } from '../scenario.ts';

/** One sensor on the lower back of somebody who walks: the smallest room. */
export const oneDot = {
  name: 'oneDot',
  sensors: [
    {
      kind: 'movellaDot',
      address: 'd4:22:cd:00:10:01',
      site: 'lowerBack',
      signal: { scenario: 'minuteWalk' },
      batteryPct: 84,
      clockPpm: 18,
    },
  ],
} as const satisfies RadioScenario;
