import { expect, it } from 'vitest';
import { optimisedAnew } from '../../../scripts/profiling/optimised.ts';

/** As Node 20 writes it. */
const compiled = (line: number, name = '', kind = '*') => [
  `[completed compiling 0x0ffb849720c9 <JSFunction ${name} (sfi = 0x38b40d03c011)> (target TURBOFAN) - took 0.010, 0.917, 0.073 ms]`,
  `code-creation,JS,13,16115707,0x7fde7c15dac0,452,${name} file:///x.js:${line}:35,0x38b40d03c010,${kind}`,
];

const lines = ['round 0', ...compiled(5, 'mean'), 'round 1', ...compiled(9), ...compiled(7, 'walk', '^'), 'round 2', 'delete,MemoryChunk,0x1c1873c40000', ...compiled(9), ...compiled(3, 'write')];

it('lists what was optimised after the rounds that warm up, the most expensive first', () => {
  const found = optimisedAnew(lines, 1, ({ lineNumber, columnNumber }) => `src/x.ts:${lineNumber + 1}:${columnNumber + 1}`);
  expect(found.map(({ name, times }) => [name, times])).toEqual([['(callback)  src/x.ts:9:35', 2], ['write  src/x.ts:3:35', 1]]);
  expect(found[0].ms).toBeCloseTo(2, 9);
});

it('finds nothing where every function kept its code', () => {
  expect(optimisedAnew(lines, 3, () => '')).toEqual([]);
});
