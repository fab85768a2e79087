import { describe, expect, test } from 'vitest';
import { scenarios, simulateScenario, type Scenario, type ScenarioId } from '../../../src/simulator/index.ts';
import { IDEAL, whole } from './ideal.ts';

const FS = 100;
function ideally(id: ScenarioId, seed = 3) {
  const found: Scenario = scenarios.find((s) => s.id === id)!;
  const { recording, truth } = simulateScenario({ ...found, options: { ...found.options, lowerBack: IDEAL } }, seed);
  return { recording, stance: truth.stance!, acc: whole(recording, 'lowerBack').acc };
}

describe('a foam stance of known sines', () => {
  const { acc, stance } = ideally('stanceOpenFoam');
  // x looks forward, z to the right: the ideal sensor's axes are the body's.
  test.each([['x', 'ap'], ['z', 'ml']] as const)('feels along %s the sines that its truth says', (axis, along) => {
    const [from, to] = [Math.round((stance.startS + 2) * FS), Math.round(stance.endS * FS)];
    const felt = acc[axis].slice(from, to);
    // Least squares of all sines at once would be exact; the frequencies are far enough apart for one at a time, on whole periods.
    for (const { hz, mps2 } of stance.felt[along]) {
      const count = Math.floor(Math.floor((hz * felt.length) / FS) * (FS / hz));
      let [c, s] = [0, 0];
      for (let i = 0; i < count; i++) {
        c += (2 / count) * felt[i] * Math.cos((2 * Math.PI * hz * i) / FS);
        s += (2 / count) * felt[i] * Math.sin((2 * Math.PI * hz * i) / FS);
      }
      // The others leak in by a little, the small ones most.
      expect(Math.abs(Math.hypot(c, s) - mps2)).toBeLessThan(0.012);
    }
  });
});

describe('what happens in a stance', () => {
  test.each<[ScenarioId, string, number]>([['tandemStepOut', 'step_out', 6.4], ['oneLegLost', 'loss_of_balance', 3.7]])('%s is marked at its time: %s after %d s', (id, type, atS) => {
    const { recording, stance } = ideally(id);
    const at = recording.events.find((event) => event.type === type)!;
    expect(at.onsetS).toBeCloseTo(stance.goS + atS, 3);
    expect(stance.heldS).toBeCloseTo(atS, 9);
    expect(recording.events.find((event) => event.type === 'go')!.onsetS).toBe(stance.goS);
  });

  test('a step out shakes the trunk when it says, and not before', () => {
    const { acc, stance } = ideally('tandemStepOut');
    const most = (fromS: number, toS: number) => Math.max(...acc.y.slice(Math.round(fromS * FS), Math.round(toS * FS)).map((v) => Math.abs(v - 9.81)));
    expect(most(stance.goS, stance.event!.startS)).toBeLessThan(0.5);
    expect(most(stance.event!.startS, stance.event!.endS)).toBeGreaterThan(1.5);
  });

  test('every standing scenario says how its sensor is worn, and marks go and stop', () => {
    for (const id of ['stanceOpenFirm', 'stanceClosedFirm', 'stanceClosedFoam', 'stanceTogether', 'sideBySide', 'semiTandem', 'tandemHeld', 'stanceTalking', 'stanceLate'] as const) {
      const { recording, stance } = ideally(id, 1);
      expect(recording.sensors[0].placement).toBe('L5, z forward');
      expect(recording.events.filter(({ type }) => type === 'go' || type === 'stop').map(({ onsetS }) => onsetS)).toEqual([stance.goS, stance.endS]);
    }
  });
});
