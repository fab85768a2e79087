import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feetGait, type FootGait } from '../../../../src/dsp/feet/feetGait.ts';
import { walkingOfFeet } from '../../../../src/dsp/feet/feetWalking.ts';
import { joinBlocks } from '../../../../src/dsp/series.ts';
import { median } from '../../../../src/dsp/summary.ts';
import type { RecordingData } from '../../../../src/model/index.ts';
import { ALIGNED, BACK_FLAT, INSTEP, SHOE, simulateWalk, tilted, type Mounting, type SimulatedWalk, type WalkOptions } from '../../../../src/simulator/index.ts';
import { rotated, rotationOf } from '../../../support/memoryReader.ts';

const MOUNTINGS: Readonly<Record<string, Mounting>> = {
  'on the instep': INSTEP.mounting,
  'along the body': ALIGNED,
  'on its side, turned': tilted(tilted(BACK_FLAT, 'x', 70), 'z', 130),
  'upside down': tilted(tilted(SHOE, 'z', 90), 'x', 200),
};

interface Read extends SimulatedWalk {
  readonly gait: FootGait;
  readonly fs: number;
}

function read(options: Partial<WalkOptions>): Read {
  const walk = simulateWalk(options);
  return { ...walk, ...readRecording(walk.recording) };
}

function readRecording({ sensors, sampleRateHz: fs }: RecordingData): Pick<Read, 'gait' | 'fs'> {
  const count = Math.max(...sensors.flatMap((s) => s.blocks.map((b) => b.startSample + b.length)));
  const at = (site: string) => joinBlocks(sensors.find((s) => s.site === site)!.blocks, count);
  return { fs, gait: feetGait({ left: at('leftFoot'), right: at('rightFoot') }) };
}

/** Found minus true, s, of the contacts of one kind inside steady strides; NaN where none of that foot is near. */
function errorsS({ recording, truth, gait, fs }: Read, kind: 'initial' | 'final'): number[] {
  const found = kind === 'initial' ? gait.contacts : gait.finalContacts;
  const steady = truth.strides.filter((s) => s.steady);
  return recording.events.filter((e) => e.type.endsWith(`_${kind}_contact`) && steady.some((s) => e.onsetS >= s.startS && e.onsetS <= s.endS)).map((e) => {
    const near = found.filter((c) => e.type.startsWith(c.side!)).map((c) => c.sample / fs - e.onsetS).filter((d) => Math.abs(d) < 0.25);
    return near.length === 1 ? near[0] : NaN;
  });
}

function lengthRatios({ truth, gait, fs }: Read): number[] {
  return truth.strides.filter((s) => s.steady).map((t) => {
    const found = gait.strides.find((s) => s.side === t.side && Math.abs(s.start / fs - t.startS) < 0.2 && Math.abs(s.end / fs - t.endS) < 0.2);
    return (found?.lengthM ?? NaN) / t.lengthM;
  });
}

describe('simulated feet read against their exact truth', () => {
  for (const [words, mounting] of Object.entries(MOUNTINGS)) {
    it.each([0.3, 0.6, 1.1, 1.6])(`at %d m/s, worn ${words}: every steady contact within 20 ms, mean length within 2 %`, (speedMps) => {
      const walk = read({ seed: 3, speedMps, course: { lengthM: speedMps < 0.5 ? 5 : 10, until: { lengths: 2 }, turnDirection: 'left', turnDurationS: 3 }, feet: { ...INSTEP, mounting } });
      for (const kind of ['initial', 'final'] as const) {
        const errors = errorsS(walk, kind);
        expect(errors.length).toBeGreaterThan(10);
        for (const e of errors) expect(Math.abs(e)).toBeLessThan(0.02);
      }
      const ratios = lengthRatios(walk);
      expect(Math.abs(ratios.reduce((a, b) => a + b) / ratios.length - 1)).toBeLessThan(0.02);
      for (const r of ratios) expect(Math.abs(r - 1)).toBeLessThan(0.05);
    });
  }

  it('noise and offsets of a poor sensor leave the mean length within 2 %', () => {
    const walk = read({ seed: 4, feet: { ...INSTEP, accBias: [0.1, -0.15, 0.1], gyrBias: [2, -1.5, 1], accNoiseUgPerRootHz: 400, gyrNoiseDegPerSPerRootHz: 0.03 } });
    expect(Math.abs(median(lengthRatios(walk)) - 1)).toBeLessThan(0.02);
    expect(Math.max(...errorsS(walk, 'initial').map(Math.abs))).toBeLessThan(0.02);
  });

  it.each([50, 128, 200])('at %d samples a second the same walk is read', (sampleRateHz) => {
    const walk = read({ seed: 5, sampleRateHz });
    expect(Math.abs(median(lengthRatios(walk)) - 1)).toBeLessThan(0.02);
    expect(Math.max(...errorsS(walk, 'initial').map(Math.abs))).toBeLessThan(0.02);
  });

  it('turning strides keep their length across the floor and the heading they turned by', () => {
    const { gait, truth, fs } = read({ seed: 6 });
    const turned = truth.strides.filter((s) => !s.straight);
    expect(turned.length).toBeGreaterThan(2);
    for (const t of turned) {
      const found = gait.strides.find((s) => s.side === t.side && Math.abs(s.start / fs - t.startS) < 0.2)!;
      expect(Math.abs(found.lengthM! - t.lengthM)).toBeLessThan(0.03);
    }
    for (const side of ['left', 'right']) {
      const heading = gait.strides.filter((s) => s.side === side).reduce((sum, s) => sum + s.headingDeg!, 0);
      expect(Math.abs(heading + 180)).toBeLessThan(5);
    }
  });

  it('a turned sensor on each foot changes nothing', () => {
    const plain = read({ seed: 7 });
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, part, part, part, (w, x, y, z) => {
        fc.pre(Math.hypot(w, x, y, z) > 0.1);
        const { gait } = readRecording(rotated(plain.recording, rotationOf(w, x, y, z)));
        expect(gait.contacts.length).toBe(plain.gait.contacts.length);
        gait.contacts.forEach((c, i) => expect(c.sample).toBeCloseTo(plain.gait.contacts[i].sample, 5));
        gait.strides.forEach((s, i) => expect(s.lengthM).toBeCloseTo(plain.gait.strides[i].lengthM!, 6));
      }),
      { numRuns: 10 },
    );
  });

  it('no stride is measured across a gap of more than a tenth of a second, and a contact beside it is uncertain', () => {
    const walk = simulateWalk({ seed: 8 });
    const { sensors, sampleRateHz: fs } = walk.recording;
    const count = sensors[0].blocks[0].length;
    const at = (site: string) => sensors.find((s) => s.site === site)!.blocks[0];
    const stride = walk.truth.strides.filter((s) => s.side === 'left' && s.steady)[2];
    const gap = [Math.round(stride.startS * fs) + 4, Math.round(stride.startS * fs) + 24] as const;
    const block = at('leftFoot');
    const cut = (from: number, to: number) => ({
      ...block, startSample: from, length: to - from,
      acc: { x: block.acc.x.slice(from, to), y: block.acc.y.slice(from, to), z: block.acc.z.slice(from, to) },
      gyr: { x: block.gyr!.x.slice(from, to), y: block.gyr!.y.slice(from, to), z: block.gyr!.z.slice(from, to) },
    });
    const holed = feetGait({ left: joinBlocks([cut(0, gap[0]), cut(gap[1], count)], count), right: joinBlocks([at('rightFoot')], count) });
    const whole = feetGait({ left: joinBlocks([block], count), right: joinBlocks([at('rightFoot')], count) });
    expect(holed.strides.some((s) => s.side === 'left' && s.start < gap[1] && s.end > gap[0])).toBe(false);
    expect(holed.strides.filter((s) => s.side === 'right')).toEqual(whole.strides.filter((s) => s.side === 'right'));
    const lost = whole.strides.length - holed.strides.length;
    expect(lost).toBeGreaterThanOrEqual(1);
    expect(lost).toBeLessThanOrEqual(3);
    for (const c of holed.contacts.filter((x) => x.side === 'left' && x.sample > gap[0] - 9 && x.sample < gap[1] + 9)) expect(c.uncertain).toBe(true);
  });

  it('feet that stand have no contacts', () => {
    expect(read({ course: null, standBeforeS: 20 }).gait.contacts).toEqual([]);
  });

  it('the feet alone give the bout, its turn and straight strides away from it', () => {
    const { gait, truth, fs } = read({ seed: 9 });
    const alone = walkingOfFeet(gait, fs);
    expect(alone.bouts).toHaveLength(1);
    expect(alone.turns).toHaveLength(1);
    expect(Math.abs(alone.turns[0].angleDeg - truth.turns[0].angleDeg)).toBeLessThan(10);
    expect(alone.gaitSequences[0].start).toBeLessThan(alone.bouts[0].start);
    for (const s of alone.bouts[0].strides.filter((x) => x.straight)) expect(s.start > alone.turns[0].end || s.end < alone.turns[0].start).toBe(true);
  });
});
