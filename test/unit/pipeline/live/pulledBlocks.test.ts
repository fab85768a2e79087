import { delay, identity, lastValueFrom, take, tap, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ImuBlock, SensorAxes } from '../../../../src/model/index.ts';
import { pulledBlocks } from '../../../../src/pipeline/live/pulledBlocks.ts';

const none = new Float64Array(1);
const block = (startSample: number): ImuBlock<SensorAxes> => ({ site: 'lowerBack', sampleRateHz: 100, startSample, length: 1, acc: { x: none, y: none, z: none }, gyr: null });

describe('pulled blocks', () => {
  it('come in order, the next one asked for only when the one before has gone through', async () => {
    let asked = 0;
    let through = 0;
    let mostUnderWay = 0;
    async function* source() {
      for (let i = 0; i < 20; i++) {
        asked++;
        mostUnderWay = Math.max(mostUnderWay, asked - through);
        await Promise.resolve();
        yield block(i);
      }
    }
    const blocks = await lastValueFrom(pulledBlocks(source(), delay(1)).pipe(tap(() => through++), toArray()));
    expect(blocks.map(({ startSample }) => startSample)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(mostUnderWay).toBe(1);
  });

  it('are no longer asked for when nobody listens', async () => {
    let asked = 0;
    async function* source() {
      for (;;) {
        await Promise.resolve();
        yield block(asked++);
      }
    }
    await lastValueFrom(pulledBlocks(source(), identity).pipe(take(5)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBeLessThanOrEqual(6);
  });

  it('pass the fault of their source on', async () => {
    async function* source(): AsyncGenerator<ImuBlock<SensorAxes>> {
      await Promise.resolve();
      yield block(0);
      throw new Error('damaged');
    }
    await expect(lastValueFrom(pulledBlocks(source(), identity))).rejects.toThrow('damaged');
  });
});
