import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstAbove, firstFrom } from '../../../src/dsp/ordered.ts';

describe('a place among rising numbers', () => {
  it('is what a search from the front finds, also among equal ones and beyond either end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.integer({ min: -7, max: 7 }), (numbers, limit) => {
        const rising = numbers.sort((a, b) => a - b);
        const search = (passes: (n: number) => boolean) => (rising.some(passes) ? rising.findIndex(passes) : rising.length);
        expect(firstFrom(rising, limit)).toBe(search((n) => n >= limit));
        expect(firstAbove(rising, limit)).toBe(search((n) => n > limit));
      }),
    );
  });
});
