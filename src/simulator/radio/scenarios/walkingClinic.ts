import type { RadioScenario } from '../scenario.ts';

const walk = { scenario: 'minuteWalk', seed: 7 } as const;

/** Somebody who walks up and down a clinic's corridor, with three DOTs and a chest strap. */
export const walkingClinic = {
  name: 'walkingClinic',
  seed: 7,
  air: { retryFraction: 0.03 },
  sensors: [
    { kind: 'movellaDot', address: 'd4:22:cd:00:20:01', name: 'Movella DOT 1', site: 'lowerBack', signal: walk, batteryPct: 86, clockPpm: 22, startTick: 91_234_567 },
    { kind: 'movellaDot', address: 'd4:22:cd:00:20:02', name: 'Movella DOT 2', site: 'leftFoot', signal: walk, batteryPct: 79, clockPpm: -14, startTick: 88_112_233 },
    { kind: 'movellaDot', address: 'd4:22:cd:00:20:03', name: 'Movella DOT 3', site: 'rightFoot', signal: walk, batteryPct: 81, clockPpm: 7, startTick: 93_777_001 },
    // Its chest feels what the lower back feels: the simulated person has one rigid trunk.
    { kind: 'polarH10', address: 'a0:9e:1a:0a:1b:2c', site: 'sternum', signal: { ...walk, site: 'lowerBack' }, batteryPct: 64, clockPpm: -31 },
  ],
} as const satisfies RadioScenario;
