import { describe, expect, it } from 'vitest';
import { interleave } from '../../../bench/interleave.ts';

describe('interleaved rounds', () => {
  it('lets all candidates take turns, every other round backwards, warm-up first and not counted', async () => {
    const order: string[] = [];
    const candidate = (name: string) => ({ name, run: () => order.push(name) });
    const result = await interleave([candidate('a'), candidate('b')], { rounds: 2, warmUp: 1 });
    expect(order.join('')).toBe('baabba');
    expect(result.map(({ name, rounds }) => [name, rounds.length])).toEqual([['a', 2], ['b', 2]]);
  });

  it('takes a candidate\'s own account of its costs where it brings one', async () => {
    const [{ rounds }] = await interleave([{ name: 'peer', run: async () => ({ cpuS: 3, sum: 1, peakMb: 20 }) }], { rounds: 1, warmUp: 0 });
    expect(rounds).toEqual([{ cpuS: 3, peakMb: 20 }]);
  });

  it('stops at a result that is no number: such work may have been skipped', async () => {
    await expect(interleave([{ name: 'broken', run: () => NaN }])).rejects.toThrow('"broken" yielded sum NaN');
    await expect(interleave([{ name: 'clockless', run: () => ({ cpuS: NaN, sum: 1 }) }])).rejects.toThrow('"clockless" yielded cpuS NaN');
  });
});
