import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { countInside, f1, matchTimes } from '../../../scripts/validation/matching.ts';
import { median } from '../../../src/dsp/summary.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import type { AnalysisDocument, RecordingData, RecordingEvent } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulateWalk } from '../../../src/simulator/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

const { recording, truth } = simulateWalk({ seed: 11 });
const nobody: RecordingData = { ...recording, participant: undefined };
const read = async (data: RecordingData): Promise<AnalysisDocument> => (await analyzeRecording(memoryReader(data))).document;
const metric = (document: AnalysisDocument, id: string) => document.metrics.find((m) => m.id === id)!;
const codes = (document: AnalysisDocument) => document.quality.findings.map((f) => f.code);
const only = (data: RecordingData, ...sites: string[]): RecordingData => ({ ...data, sensors: data.sensors.filter((s) => sites.includes(s.site)) });
const exchanged = (data: RecordingData): RecordingData => {
  const other: Readonly<Record<string, string>> = { leftFoot: 'rightFoot', rightFoot: 'leftFoot' };
  return { ...data, sensors: data.sensors.map((s) => ({ ...s, site: other[s.site] ?? s.site, blocks: s.blocks.map((b) => ({ ...b, site: other[b.site] ?? b.site })) })) };
};

describe('a walk with a sensor on each foot', () => {
  it('has a speed and a length without any height, within 2 % of the truth, from both feet', async () => {
    const document = await read(nobody);
    expect(codes(document)).not.toContain('NO_HEIGHT');
    for (const [id, true_] of [['gait.walkingSpeed', truth.steady!.walkingSpeedMps], ['gait.strideLength', truth.steady!.strideLengthMeanM]] as const) {
      expect(Math.abs(metric(document, id).value! / true_ - 1)).toBeLessThan(0.02);
      expect(metric(document, id).site).toBe('leftFoot+rightFoot');
    }
    expect(metric(document, 'gait.harmonicRatioV').site).toBe('lowerBack');
    expect(metric(document, 'turn.duration').site).toBe('lowerBack');
    expect(document.algorithms).toContain('gait.feet@1');
  });

  it('agrees with the lower back of the same walk, so nothing is found', async () => {
    const document = await read(recording);
    expect(document.quality.findings).toEqual([]);
    const back = await read(only(recording, 'lowerBack'));
    expect(document.walkingBouts).toHaveLength(back.walkingBouts.length);
    expect(document.turns).toEqual(back.turns);
  });

  it('says so when the foot sensors were exchanged', async () => {
    const document = await read(exchanged(recording));
    expect(document.quality.ok).toBe(false);
    expect(codes(document)).toContain('FEET_EXCHANGED');
  });

  it('says so when the height that was given does not fit', async () => {
    const document = await read({ ...recording, participant: { ...recording.participant, heightCm: 120, legLengthCm: undefined } });
    expect(codes(document)).toContain('FEET_LENGTHS_DIFFER');
    expect(Math.abs(metric(document, 'gait.walkingSpeed').value! / truth.steady!.walkingSpeedMps - 1)).toBeLessThan(0.02);
  });

  it('is read from the feet alone where no lower back was worn: turns too, but nothing of the trunk', async () => {
    const document = await read(only(nobody, 'leftFoot', 'rightFoot'));
    expect(document.quality).toMatchObject({ ok: true, findings: [{ code: 'FEET_ALONE' }] });
    expect(document.walkingBouts).toHaveLength(1);
    expect(document.turns).toHaveLength(1);
    expect(metric(document, 'turn.duration').site).toBe('leftFoot+rightFoot');
    expect(metric(document, 'gait.harmonicRatioV')).toMatchObject({ value: null, site: null, missing: expect.stringMatching(/lower back/) as string });
    expect(Math.abs(metric(document, 'gait.walkingSpeed').value! / truth.steady!.walkingSpeedMps - 1)).toBeLessThan(0.02);
  });

  it('one foot alone is not used', async () => {
    const document = await read(only(recording, 'lowerBack', 'leftFoot'));
    expect(codes(document)).toEqual(['ONE_FOOT_ONLY']);
    expect(metric(document, 'gait.walkingSpeed').site).toBe('lowerBack');
  });

  it('feet whose sensor reads a wrong gravity are not used', async () => {
    const scaled = (c: Float64Array) => c.map((v) => v * 2);
    const broken = { ...recording, sensors: recording.sensors.map((s) => (s.site !== 'leftFoot' ? s : { ...s, blocks: s.blocks.map((b) => ({ ...b, acc: { x: scaled(b.acc.x), y: scaled(b.acc.y), z: scaled(b.acc.z) } })) })) };
    const document = await read(broken);
    expect(codes(document)).toEqual(['FOOT_GRAVITY_IMPLAUSIBLE']);
    expect(metric(document, 'gait.walkingSpeed').site).toBe('lowerBack');
  });

  it('sides and turns come from the feet where the lower back has no gyroscope', async () => {
    const document = await read({ ...recording, sensors: recording.sensors.map((s) => (s.site === 'lowerBack' ? { ...s, blocks: s.blocks.map((b) => ({ ...b, gyr: null })) } : s)) });
    expect(codes(document)).not.toContain('NO_GYROSCOPE');
    expect(document.initialContacts.every((c) => c.side !== null)).toBe(true);
    expect(document.turns).toHaveLength(1);
  });

  it('feet that stopped sending leave the walk to the lower back, and say so', async () => {
    const half = (s: RecordingData['sensors'][number]) => {
      const [b] = s.blocks;
      const n = Math.round(b.length * 0.4);
      const cut = (c: Float64Array) => c.slice(0, n);
      return { ...s, blocks: [{ ...b, length: n, acc: { x: cut(b.acc.x), y: cut(b.acc.y), z: cut(b.acc.z) }, gyr: { x: cut(b.gyr!.x), y: cut(b.gyr!.y), z: cut(b.gyr!.z) } }] };
    };
    const document = await read({ ...recording, sensors: recording.sensors.map((s) => (s.site === 'rightFoot' ? half(s) : s)) });
    expect(codes(document)).toContain('FEET_INCOMPLETE');
    expect(metric(document, 'gait.walkingSpeed').site).toBe('lowerBack');
    expect(document.initialContacts).toEqual((await read(only(recording, 'lowerBack'))).initialContacts);
  });
});

const root = process.env['SUREFOOT_VALIDATION_DATA'];
const present = root !== undefined && ['voisard-walk', 'moving-reality'].every((folder) => existsSync(join(root, folder)));
if (!present) console.warn('Skipped: accuracy of foot sensors on recorded walks; SUREFOOT_VALIDATION_DATA names no folder with "voisard-walk" and "moving-reality".');

interface Leg { start: number; end: number; speed: number; length: number }

describe.skipIf(!present)('accuracy of foot sensors on two healthy adults with hand-checked contacts', () => {
  const trials: { document: AnalysisDocument; events: readonly RecordingEvent[]; legs: readonly Leg[] }[] = [];
  const errorsMs = (kind: 'initial' | 'final') => trials.flatMap(({ document, events }) => {
    const reference = events.filter((e) => e.type.endsWith(`_${kind}_contact`));
    const found = kind === 'initial' ? document.initialContacts : document.finalContacts;
    return ['left', 'right'].flatMap((side) => {
      const [r, f] = [reference.filter((e) => e.type.startsWith(side)).map((e) => e.onsetS), found.filter((c) => c.side === side).map((c) => c.timeS)];
      return matchTimes(r, f, 0.25).map(([i, k]) => 1000 * (f[k] - r[i]));
    });
  });

  beforeAll(async () => {
    for (const person of ['sub-01', 'sub-13']) {
      const reader = await openRecording(join(root!, 'voisard-walk', person, 'motion', `${person}_task-walk10mturn_tracksys-imu_run-01_motion.tsv`));
      const reference = join(root!, 'voisard-walk', 'derivatives', 'reference', person, 'motion', `${person}_task-walk10mturn_run-01_desc-reference.json`);
      const { legs } = JSON.parse(await readFile(reference, 'utf8')) as { legs: Leg[] };
      trials.push({ document: (await analyzeRecording(reader)).document, events: reader.header.events, legs });
    }
  });

  it('the feet are used and agree with the lower back', () => {
    for (const { document } of trials) {
      expect(metric(document, 'gait.walkingSpeed').site).toBe('leftFoot+rightFoot');
      expect(codes(document).filter((c) => c.startsWith('FEET_'))).toEqual([]);
    }
  });

  it('finds the contacts of the whole trial, start, turn and stop included: F1 at least .97', () => {
    const total = { hit: 0, missed: 0, extra: 0 };
    for (const { document, events } of trials) {
      const reference = events.filter((e) => e.type.endsWith('_initial_contact')).map((e) => e.onsetS);
      const found = document.initialContacts.map((c) => c.timeS);
      const counts = countInside(reference, found, matchTimes(reference, found, 0.25), () => true);
      total.hit += counts.hit;
      total.missed += counts.missed;
      total.extra += counts.extra;
    }
    expect(f1(total)).toBeGreaterThanOrEqual(0.97);
  });

  it.each(['initial', 'final'] as const)('times %s contacts within 5 ms of bias and 7 ms of spread', (kind) => {
    const errors = errorsMs(kind);
    expect(errors.length).toBeGreaterThan(65);
    const bias = median(errors);
    expect(Math.abs(bias)).toBeLessThanOrEqual(5);
    expect(median(errors.map((e) => Math.abs(e - bias)))).toBeLessThanOrEqual(7);
  });

  it('measures length and speed of a leg within 5 % of the reference, which comes from the same sensors by another method', () => {
    for (const { document, legs } of trials) {
      for (const leg of legs) {
        const strides = document.strides.filter((s) => s.startS >= leg.start - 0.05 && s.endS <= leg.end + 0.05 && s.lengthM !== undefined);
        const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
        expect(Math.abs(mean(strides.map((s) => s.lengthM!)) / leg.length - 1)).toBeLessThan(0.05);
        expect(Math.abs(mean(strides.map((s) => s.speedMps!)) / leg.speed - 1)).toBeLessThan(0.05);
      }
    }
  });
});

describe.skipIf(!present).each(['sub-pp11', 'sub-pp12'])('accuracy of foot sensors on a stroke survivor\'s two minutes: %s', (person) => {
  interface Reference { strides: { midswing_s: number; length_m: number; duration_s: number }[]; initial_contacts_s: number[] }
  let document: AnalysisDocument;
  let reference: Record<'left' | 'right', Reference>;

  beforeAll(async () => {
    const folder = join(root!, 'moving-reality');
    document = (await analyzeRecording(await openRecording(join(folder, person, 'motion', `${person}_task-walk2min_tracksys-imu_run-01_motion.tsv`)))).document;
    reference = JSON.parse(await readFile(join(folder, 'derivatives', 'reference', person, 'motion', `${person}_task-walk2min_run-01_desc-reference.json`), 'utf8')) as typeof reference;
  });

  it('every stride of the reference within a bout is measured, its length within 3 cm on average', () => {
    const errors: number[] = [];
    let missed = 0;
    for (const side of ['left', 'right'] as const) {
      const own = document.strides.filter((s) => s.side === side);
      for (const { midswing_s: at, length_m: length } of reference[side].strides) {
        if (!document.walkingBouts.some((b) => at > b.startS + 2 && at < b.endS - 2)) continue;
        const stride = own.find((s) => s.startS < at && s.endS > at);
        if (stride?.lengthM === undefined) missed++;
        else errors.push(Math.abs(stride.lengthM - length));
      }
    }
    expect(missed).toBe(0);
    expect(errors.length).toBeGreaterThan(180);
    expect(errors.reduce((a, b) => a + b) / errors.length).toBeLessThan(0.03);
  });

  it('contacts lie a steady 15 to 30 ms before those of the reference, which takes a later landmark, with 6 ms of spread', () => {
    const errors = (['left', 'right'] as const).flatMap((side) => {
      const found = document.initialContacts.filter((c) => c.side === side).map((c) => c.timeS);
      return matchTimes(reference[side].initial_contacts_s, found, 0.25).map(([r, f]) => 1000 * (found[f] - reference[side].initial_contacts_s[r]));
    });
    const bias = median(errors);
    expect(bias).toBeLessThan(-14);
    expect(bias).toBeGreaterThan(-31);
    expect(median(errors.map((e) => Math.abs(e - bias)))).toBeLessThanOrEqual(6);
  });
});
