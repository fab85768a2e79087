import { describe, expect, it } from 'vitest';
import { joinSummaries, summariseProfile, type CpuProfile } from '../../../scripts/profiling/summary.ts';

function node(id: number, functionName: string, children: number[] = []): CpuProfile['nodes'][number] {
  return { id, callFrame: { functionName, url: functionName.startsWith('(') ? '' : 'file:///x.js', lineNumber: id, columnNumber: 0 }, children };
}

const place = ({ url, functionName }: CpuProfile['nodes'][number]['callFrame']) => (url ? `src/${functionName}.ts:1` : '');

/** main calls walk; walk calls itself and mean. A sample a millisecond. */
const profile: CpuProfile = {
  nodes: [node(1, '(root)', [2, 6]), node(2, 'main', [3]), node(3, 'walk', [4, 5]), node(4, 'walk', []), node(5, 'mean'), node(6, '(idle)')],
  samples: [2, 3, 4, 4, 5, 5, 5, 6, 6],
  timeDeltas: Array<number>(9).fill(1000),
};

describe('time by function', () => {
  const { busyMs, functions } = summariseProfile(profile, place);
  const of = (name: string) => functions.find((one) => one.name.startsWith(name))!;

  it('is what ran until the next sample; waiting is left out', () => {
    expect(busyMs).toBe(7);
    expect([of('main').selfMs, of('walk').selfMs, of('mean').selfMs]).toEqual([1, 3, 3]);
    expect(functions.some(({ name }) => name.includes('idle'))).toBe(false);
  });

  it('holds what a function called, once where it calls itself', () => {
    expect([of('main').inclusiveMs, of('walk').inclusiveMs, of('mean').inclusiveMs]).toEqual([7, 6, 3]);
  });

  it('names function and place, the most expensive first', () => {
    expect(functions.map(({ name }) => name).at(-1)).toBe('main  src/main.ts:1');
  });

  it('adds up over threads', () => {
    const both = joinSummaries([summariseProfile(profile, place), summariseProfile(profile, place)]);
    expect(both.busyMs).toBe(14);
    expect(both.functions.find(({ name }) => name.startsWith('walk'))).toEqual({ name: 'walk  src/walk.ts:1', selfMs: 6, inclusiveMs: 12 });
  });
});
