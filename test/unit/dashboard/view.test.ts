import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/dashboard/signal/view.ts';
import { CLOSEST_S, moved, partsOf, showing, within, zoomed } from '../../../src/dashboard/signal/view.ts';

const whole: View = { fromS: 0, toS: 60 };
const views = fc.tuple(fc.double({ min: 0, max: 59, noNaN: true }), fc.double({ min: 0.5, max: 60, noNaN: true })).map(([fromS, length]) => within({ fromS, toS: fromS + length }, whole));
const inside = (view: View) => view.fromS >= whole.fromS - 1e-9 && view.toS <= whole.toS + 1e-9 && view.toS - view.fromS >= CLOSEST_S - 1e-9;

describe('the view of the signal', () => {
  it('never leaves the recording and never gets too close, whatever is done', () => {
    const step = fc.oneof(
      fc.record({ factor: fc.constantFrom(0.5, 2, 0.01, 100), around: fc.double({ min: -10, max: 70, noNaN: true }) }),
      fc.record({ share: fc.double({ min: -3, max: 3, noNaN: true }) }),
      fc.record({ timeS: fc.double({ min: 0, max: 60, noNaN: true }) }),
    );
    fc.assert(
      fc.property(views, fc.array(step, { maxLength: 20 }), (start, steps) => {
        let view = start;
        for (const one of steps) {
          if ('factor' in one) view = zoomed(view, one.factor, one.around, whole);
          else if ('share' in one) view = moved(view, one.share, whole);
          else view = showing(view, one.timeS, whole);
          expect(inside(view)).toBe(true);
        }
      }),
    );
  });

  it('keeps the time under the cursor in its place while zooming in', () => {
    const closer = zoomed({ fromS: 10, toS: 30 }, 0.5, 15, whole);
    expect(closer).toEqual({ fromS: 12.5, toS: 22.5 });
  });

  it('moves just far enough to show a time', () => {
    expect(showing({ fromS: 10, toS: 20 }, 25, whole)).toEqual({ fromS: 15, toS: 25 });
    expect(showing({ fromS: 10, toS: 20 }, 4, whole)).toEqual({ fromS: 4, toS: 14 });
    expect(showing({ fromS: 10, toS: 20 }, 15, whole)).toEqual({ fromS: 10, toS: 20 });
  });

  it('shows a recording that is shorter than the closest view as a whole', () => {
    expect(within({ fromS: 0.1, toS: 0.2 }, { fromS: 0, toS: 0.3 })).toEqual({ fromS: 0, toS: 0.3 });
  });
});

describe('partsOf', () => {
  it('covers the whole recording without a hole, in parts of bounded length', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 90_000, noNaN: true }), (durationS) => {
        const parts = partsOf(durationS);
        expect(parts[0].fromS).toBe(0);
        expect(parts.at(-1)!.toS).toBe(durationS);
        for (let i = 1; i < parts.length; i++) expect(parts[i].fromS).toBe(parts[i - 1].toS);
        for (const part of parts) expect(part.toS - part.fromS).toBeLessThanOrEqual(450);
      }),
    );
  });

  it('shows a walk of a few minutes in one piece', () => {
    expect(partsOf(400)).toEqual([{ fromS: 0, toS: 400 }]);
    expect(partsOf(3600)).toHaveLength(12);
  });
});
