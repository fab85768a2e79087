import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dots, elapse, sessionRig, settled, useFakeTime } from '../../../support/sessionRig.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

afterEach(() => void vi.useRealTimers());

describe('an hour of two sensors', () => {
  it('loses count of nothing, keeps the heap flat and leaves no timer', async () => {
    useFakeTime();
    const rig = sessionRig({ scenario: { sensors: dots(2), air: { connIntervalMs: 30, retryFraction: 0.02 } }, keep: false, stepMs: 20 });
    let blocks = 0;
    rig.session.blocks.subscribe(({ length }) => (blocks += length));
    await settled(rig.session.start());
    await elapse(600, 20);
    let halfwayMb = Infinity;
    for (let minute = 10; minute < 60; minute++) {
      if (minute === 30) halfwayMb = heapMb();
      if (minute % 10 === 5) rig.radio.inject({ kind: 'drop' }, 'DOT 1');
      if (minute % 10 === 7) rig.radio.inject({ kind: 'silent', forS: 1.5 }, 'DOT 2');
      if (minute === 33) rig.radio.inject({ kind: 'outOfReach', forS: 45 }, 'DOT 1');
      await elapse(60, 20);
    }
    const endMb = heapMb();
    const truth = rig.radio.truth();
    rig.session.sensors().forEach(({ state, samples, lost, lossUncertain, skewPpm, reconnects }, i) => {
      const [{ delivered, missingCount }] = truth[i].streams;
      expect({ state, samples, lost, lossUncertain, reconnects }).toEqual({ state: 'streaming', samples: delivered, lost: missingCount, lossUncertain: false, reconnects: i === 0 ? 6 : 5 });
      expect(Math.abs(skewPpm! - (20 * i - 30))).toBeLessThan(20);
    });
    expect(blocks).toBe(truth.reduce((sum, { streams }) => sum + streams[0].delivered, 0));
    expect(rig.log.count).toBe(blocks);
    expect(endMb).toBeLessThan(1.05 * halfwayMb);

    await settled(rig.session.stop());
    rig.radio.close();
    expect([vi.getTimerCount(), rig.central.links]).toEqual([0, 0]);
  });
});
