import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRecordings, openRecording } from '../../../src/ingest/index.ts';
import { replayRecording } from '../../../src/pipeline/live/replay.ts';
import type { ReplayEvent, ReplayOptions } from '../../../src/pipeline/live/replay.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

const recordings = await findRecordings(join(import.meta.dirname, '../../../fixtures/recordings'));
const participant = { heightCm: 165 };

async function eventsOf(reader: Parameters<typeof replayRecording>[0], options: Partial<ReplayOptions> = {}): Promise<ReplayEvent[]> {
  const events: ReplayEvent[] = [];
  await replayRecording(reader, { speed: 'max', ...options, onEvent: (event) => events.push(event) });
  return events;
}

describe('a replayed recording', () => {
  it.each(recordings)('ends with the document of the analysis, byte for byte: %s', async (path) => {
    const offline = await analyzeRecording(await openRecording(path), { participant });
    const live = await replayRecording(await openRecording(path), { participant, speed: 'max' });
    expect(JSON.stringify(live)).toBe(JSON.stringify(offline));
  });

  it('has a window of every sensor each second from its tenth second on; the lower back\'s are followed by the contacts that have settled', async () => {
    const walk = simulate('minuteWalk', 3);
    const events = await eventsOf(memoryReader(walk));
    const windows = events.filter((event) => event.type === 'window');
    const seconds = walk.sensors[0].blocks.reduce((sum, { length }) => sum + length, 0) / walk.sampleRateHz;
    const sites = walk.sensors.map(({ site }) => site);
    expect(sites).toEqual(['lowerBack', 'leftFoot', 'rightFoot']);
    expect(windows.map(({ site, endS }) => `${site} ${endS}`)).toEqual(Array.from({ length: Math.floor(seconds) - 9 }, (_, i) => sites.map((site) => `${site} ${10 + i}`)).flat());
    for (const { site, cadenceSpm, sway } of windows) if (site !== 'lowerBack') expect([cadenceSpm, sway]).toEqual([null, null]);
    let endS = 0;
    for (const event of events.filter(({ site }) => site === 'lowerBack')) {
      if (event.type === 'window') endS = event.endS;
      else expect(event.timeS).toSatisfy((timeS: number) => timeS < endS - 1 && (endS === 10 || timeS >= endS - 2 - 1e-3));
    }
    expect(events.filter((event) => event.type === 'contact').every(({ site }) => site === 'lowerBack')).toBe(true);
  });

  it('shows the sway of somebody who stands', async () => {
    const windows = (await eventsOf(memoryReader(simulate('standing', 4)))).filter((event) => event.type === 'window');
    expect(windows.length).toBeGreaterThan(15);
    for (const { cadenceSpm, sway } of windows) {
      expect(cadenceSpm).toBeNull();
      expect(sway!.rmsMps2).toBeGreaterThan(0.01);
      expect(sway!.f95Hz).toBeLessThan(10);
    }
  });

  it('tells almost every contact of a steady walk, none twice, within 50 ms of the final one', async () => {
    const walk = simulate('minuteWalk', 3);
    const told = (await eventsOf(memoryReader(walk))).filter((event) => event.type === 'contact').map(({ timeS }) => timeS);
    const { document } = await analyzeRecording(memoryReader(walk));
    const final = document.initialContacts.map(({ timeS }) => timeS);
    const matched = final.filter((timeS) => told.some((other) => Math.abs(other - timeS) < 0.05)).length;
    expect(matched / final.length).toBeGreaterThan(0.95);
    expect(told.length).toBeLessThanOrEqual(1.03 * final.length);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('has the same events whatever the size of its blocks and packets', async () => {
    const walk = simulate('lostPackets', 5);
    const expected = await eventsOf(memoryReader(walk));
    expect(expected.some((event) => event.type === 'window' && event.lossPct > 0)).toBe(true);
    for (const [blockSize, packetS] of [[1, 0.01], [7, 1], [333, 0.31], [100_000, 500]]) expect(await eventsOf(memoryReader(walk, blockSize), { packetS })).toEqual(expected);
  });

  it('has the same events at any speed, and takes its own time divided by it', async () => {
    const walk = simulate('straight', 2);
    const startedMs = performance.now();
    const paced = await eventsOf(memoryReader(walk), { speed: 40 });
    const tookMs = performance.now() - startedMs;
    const seconds = walk.sensors[0].blocks.reduce((sum, { length }) => sum + length, 0) / walk.sampleRateHz;
    expect(tookMs).toBeGreaterThan((0.95 * 1000 * seconds) / 40);
    expect(paced).toEqual(await eventsOf(memoryReader(walk)));
  });

  it('ends with the caller\'s reason when it is stopped in the middle', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const reader = await openRecording(recordings[0]);
    setTimeout(() => stop.abort(reason), 50);
    await expect(replayRecording(reader, { speed: 1, signal: stop.signal })).rejects.toBe(reason);
  });
});
