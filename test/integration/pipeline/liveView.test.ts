import { identity, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ContactEvent, RecordingData, Site, WindowEvent } from '../../../src/model/index.ts';
import { liveView } from '../../../src/pipeline/live/liveView.ts';
import { packets } from '../../../src/pipeline/live/packets.ts';
import { pulledBlocks } from '../../../src/pipeline/live/pulledBlocks.ts';
import { replayRecording } from '../../../src/pipeline/live/replay.ts';
import type { ReplayEvent } from '../../../src/pipeline/live/replay.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

type Shown = WindowEvent | ContactEvent;

/** Windows and contacts of a recording as if it came from worn sensors, in packets of so many samples. */
async function shown({ sensors }: RecordingData, samples: number): Promise<Shown[]> {
  const sites = sensors.map(({ site }) => site);
  let dropped = 0;
  const blocks = pulledBlocks(packets(sensors.map((sensor) => sensor.blocks), samples), identity);
  const events = await lastValueFrom(liveView(blocks, { sites, onWindowDropped: () => dropped++ }).pipe(toArray()));
  expect(dropped).toBe(0);
  return events.filter((event) => event.type !== 'trace');
}

const of = (events: readonly (Shown | ReplayEvent)[], site: Site) => events.filter((event) => event.site === site);

describe('worn sensors', () => {
  it.each(['walk10mTurn', 'lostPackets', 'standing'] as const)('show of the lower back what a replay shows: %s', async (scenario) => {
    const recording = simulate(scenario, 6);
    const replayed: ReplayEvent[] = [];
    await replayRecording(memoryReader(recording), { speed: 'max', onEvent: (event) => replayed.push(event) });
    const live = of(await shown(recording, 10), 'lowerBack');
    expect(live.length).toBeGreaterThan(5);
    expect(live).toEqual(of(replayed, 'lowerBack'));
  });

  it('show the same whatever the size of their packets and whichever of them sends first', async () => {
    const walk = simulate('walk10mTurn', 5);
    const expected = await shown(walk, 10);
    const sites = walk.sensors.map(({ site }) => site);
    expect(sites.length).toBeGreaterThan(1);
    const turned = { ...walk, sensors: walk.sensors.toReversed() };
    for (const samples of [1, 7, 100]) {
      for (const site of sites) expect(of(await shown(walk, samples), site)).toEqual(of(expected, site));
    }
    // The spread over a hop follows the order of the list: only the lower back's place is its own.
    expect(of(await shown(turned, 10), 'lowerBack')).toEqual(of(expected, 'lowerBack'));
  });
});
