import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../../src/metrics/index.ts';
import type { AnalysisDocument } from '../../../src/model/index.ts';
import type { Fault } from '../../../src/simulator/radio/index.ts';
import { hasSocat, type OnFinished } from '../../support/virtualRadio.ts';
import { firstNumber, offlineDocument, ofSignal, specs, takenSamples, wearFor, type Wire, type WornSession } from './wornSession.ts';

const SECONDS = 60;
const DISTURBED_SECONDS = 45;
const TIMEOUT = 150_000;
const G = 9.80665;
const float32: Wire = (value) => Math.fround(value);
const bits16: Wire = (value, of) => (of === 'acc' ? (Math.round((value / G) * 8192) / 8192) * G : Math.round(value * 16) / 16);
const walk = { scenario: 'minuteWalk', seed: 7, site: 'lowerBack' } as const;
const dot = { kind: 'movellaDot', signal: walk } as const;
const SITES = ['lowerBack', 'sternum', 'head', 'leftThigh', 'rightThigh', 'leftShank', 'rightShank'];

/** Metrics with a published change limit that differ by more than it, or are missing in one document alone. */
function beyondChangeLimits(document: AnalysisDocument, undisturbed: AnalysisDocument): string[] {
  return metrics.filter(({ id, changeLimit }) => changeLimit !== undefined && document.metrics.some((metric) => metric.id === id)).flatMap(({ id, changeLimit }) => {
    const [a, b] = [document, undisturbed].map((d) => d.metrics.find((metric) => metric.id === id)!.value);
    return (a === null) !== (b === null) || (a !== null && b !== null && Math.abs(a - b) > changeLimit!.mdc95) ? [`${id}: ${a} instead of ${b}`] : [];
  });
}

function expectNothingLost({ recorded, missing, radio }: WornSession, rateHz: number): void {
  for (const [i, sensor] of recorded.entries()) {
    expect(sensor).toMatchObject({ lost: 0, lossUncertain: false, badPackets: 0, reconnects: 0 });
    expect(sensor.samples).toBe(radio.truth()[i].streams[0].delivered);
    expect(sensor.samples).toBeGreaterThan(SECONDS * rateHz);
  }
  expect(missing.every((count) => count === 0)).toBe(true);
}

/** The walk with a disturbance; every loss must be counted as it was. */
async function disturbed(fault: Fault, finished: OnFinished): Promise<WornSession & { undisturbed: AnalysisDocument }> {
  const session = await wearFor({ sensors: specs(2, dot, SITES), faults: [fault] }, { seconds: DISTURBED_SECONDS, finished });
  for (const [i, sensor] of session.recorded.entries()) {
    expect([sensor.site, sensor.lost]).toEqual([sensor.site, session.missing[i]]);
    expect(sensor.lossUncertain).toBe(false);
  }
  const taken = takenSamples(session.radio, 'Movella DOT 1', float32);
  const undisturbed = await offlineDocument(session, taken, firstNumber(session, 'Movella DOT 1', taken));
  expect(beyondChangeLimits(session.document, undisturbed)).toEqual([]);
  return { ...session, undisturbed };
}

describe.skipIf(!hasSocat)('sensors worn for a minute, over unmodified noble on a serial line', () => {
  test.concurrent('five DOTs at 60 Hz lose nothing, and the document is that of the same signal analysed offline', async ({ onTestFinished }) => {
    const session = await wearFor({ sensors: specs(5, dot, SITES) }, { seconds: SECONDS, finished: onTestFinished });
    expectNothingLost(session, 60);
    const taken = takenSamples(session.radio, 'Movella DOT 1', float32);
    const document = await offlineDocument(session, taken, firstNumber(session, 'Movella DOT 1', taken));
    expect(ofSignal(document)).toEqual(ofSignal(session.document));
    expect(session.document.walkingBouts.length).toBeGreaterThan(0);
  }, TIMEOUT);

  test.concurrent('seven boards of one\'s own at 120 Hz lose nothing, and the document is that of the same signal analysed offline', async ({ onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-board-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'board.json');
    const example = JSON.parse(await readFile(new URL('../../../docs/examples/arduino-nano33.json', import.meta.url), 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...example, id: 'own-board', rateHz: 120 }));
    const session = await wearFor({ sensors: specs(7, { kind: 'generic', signal: walk, settings: { rateHz: 120 } }, SITES) }, { seconds: SECONDS, finished: onTestFinished, sensorFiles: [file] });
    expectNothingLost(session, 120);
    const taken = takenSamples(session.radio, 'Surefoot Nano 1', bits16);
    const document = await offlineDocument(session, taken, firstNumber(session, 'Surefoot Nano 1', taken));
    expect(ofSignal(document)).toEqual(ofSignal(session.document));
  }, TIMEOUT);

  test.concurrent('a stall of 600 ms costs what the sensor could not keep, counted exactly', async ({ onTestFinished }) => {
    const { recorded, missing } = await disturbed({ kind: 'stall', forS: 0.6, atS: 20, since: 'streaming' }, onTestFinished);
    expect(missing.every((count) => count > 0 && count < 40)).toBe(true);
    expect(recorded.every(({ reconnects }) => reconnects === 0)).toBe(true);
  }, TIMEOUT);

  test.concurrent('a link that drops for three seconds comes back, and what was missed is counted exactly', async ({ onTestFinished }) => {
    const { recorded, missing, events, document } = await disturbed({ kind: 'outOfReach', forS: 3, atS: 20, since: 'streaming', sensor: 'Movella DOT 1' }, onTestFinished);
    expect(recorded[0].reconnects).toBe(1);
    expect(recorded[1].reconnects).toBe(0);
    expect(missing[0]).toBeGreaterThan(100);
    expect(missing[1]).toBe(0);
    expect(events.flatMap((event) => (event.type === 'notice' ? [event.code] : []))).toEqual(expect.arrayContaining(['SENSOR_STALE', 'SENSOR_BACK']));
    expect(document.quality.findings.map(({ code }) => code)).toContain('LONG_GAP');
  }, TIMEOUT);

  test.concurrent('a clock that wraps at 2^32 goes on', async ({ onTestFinished }) => {
    const { missing, recorded, document, undisturbed } = await disturbed({ kind: 'wrap', atS: 30, since: 'streaming', sensor: 'Movella DOT 1' }, onTestFinished);
    expect(missing).toEqual([0, 0]);
    expect(recorded[0].maxGapMs).toBe(0);
    expect(ofSignal(document)).toEqual(ofSignal(undisturbed));
  }, TIMEOUT);

  test.concurrent('one per cent of lost packets is counted exactly', async ({ onTestFinished }) => {
    const { recorded, missing } = await disturbed({ kind: 'loss', fraction: 0.01, forS: 1000, atS: 0 }, onTestFinished);
    for (const [i, { lost }] of recorded.entries()) {
      expect(lost).toBe(missing[i]);
      expect(lost).toBeGreaterThan(5);
    }
  }, TIMEOUT);
});

describe.skipIf(!hasSocat || process.platform !== 'linux')('a radio process that stands still for 400 ms', () => {
  test('loses nothing that the line can hold back', async ({ onTestFinished }) => {
    const stopFor = (pid: string): void => {
      process.kill(Number(pid), 'SIGSTOP');
      setTimeout(() => process.kill(Number(pid), 'SIGCONT'), 400);
    };
    const session = await wearFor({ sensors: specs(2, dot, SITES) }, {
      seconds: 15,
      finished: onTestFinished,
      onRecording: () => setTimeout(() => execFileSync('pgrep', ['-P', String(process.pid), '-f', 'radioProcess'], { encoding: 'utf8' }).trim().split('\n').forEach(stopFor), 5000),
    });
    for (const [i, sensor] of session.recorded.entries()) expect([sensor.lost, sensor.reconnects]).toEqual([session.missing[i], 0]);
  }, TIMEOUT);
});
