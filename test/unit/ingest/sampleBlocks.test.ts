import { describe, expect, it } from 'vitest';
import { SampleBlocks } from '../../../src/ingest/sampleBlocks.ts';

const column = (index: number) => ({ index, factor: index === 2 ? 10 : 1 });

/** Rows of which `isThere` says whether they hold a sample; [first sample, length, row at which it was handed out]. */
function blocksOf(rows: number, isThere: (row: number) => boolean): number[][] {
  const found: number[][] = [];
  let row = 0;
  const blocks = new SampleBlocks({ description: { site: 'lowerBack', trackedPoint: 'lowerBack', hasGyroscope: false }, acc: [0, 1, 2].map(column), gyr: null }, 100, (block) => {
    expect(Array.from(block.acc.z)).toEqual(Array.from({ length: block.length }, (_, i) => 10 * (block.startSample + i)));
    found.push([block.startSample, block.length, row]);
  });
  for (; row < rows; row++) blocks.add(Float64Array.of(1, 2, isThere(row) ? row : NaN), row);
  blocks.flush();
  return found;
}

describe('blocks of samples', () => {
  it('end where a sample is missing and where they are full', () => {
    expect(blocksOf(9000, (row) => row !== 5000)).toEqual([[0, 4096, 4096], [4096, 904, 5001], [5001, 3999, 9000]]);
  });

  it('are handed out while their sensor is silent, not when it comes back hours later', () => {
    expect(blocksOf(100_000, (row) => row < 100 || row >= 90_000)[0]).toEqual([0, 100, 101]);
  });

  it('are none where nothing is there', () => {
    expect(blocksOf(10_000, () => false)).toEqual([]);
  });
});
