import { describe, expect, it } from 'vitest';
import type { SignalTraces } from '../../../src/model/analysis.ts';
import type { SignalEvents } from '../../../src/dashboard/signal/events.ts';
import { eventRows, eventsIn, summaryOf, wordsAt } from '../../../src/dashboard/signal/events.ts';
import { endOf, gapsOf, rangeOf, timesOf, valueAt } from '../../../src/dashboard/signal/traces.ts';

const traces: SignalTraces = {
  site: 'lowerBack',
  sampleRateHz: 10,
  startS: 5,
  acc: { ap: [0, 1, 2, null, null, 5, 6], v: [9, 10, 11, null, null, 10, 9], ml: [0, 0, 0, null, null, 0, 0] },
  yaw: null,
};

const events: SignalEvents = {
  initialContacts: [
    { timeS: 5.05, side: 'left' },
    { timeS: 5.3, side: 'right', mended: true },
    { timeS: 5.6, side: 'left', uncertain: true },
  ],
  gaitSequences: [{ startS: 5, endS: 5.5 }],
  walkingBouts: [],
  turns: [{ startS: 5.4, endS: 5.6, angleDeg: 90, peakVelocityDegPerS: 120 }],
  gaps: [{ startS: 5.3, endS: 5.5 }],
};

describe('the traces', () => {
  it('lie on the grid of the recording', () => {
    expect([...timesOf(traces)][6]).toBeCloseTo(5.6, 12);
    expect(endOf(traces)).toBeCloseTo(5.7, 12);
  });

  it('show a gap where the recording has none of its samples', () => {
    expect(gapsOf(traces)).toEqual([{ startS: 5.3, endS: 5.5 }]);
    expect(gapsOf({ ...traces, acc: { ...traces.acc, v: [null, 1, null] } })).toEqual([
      { startS: 5, endS: 5.1 },
      { startS: 5.2, endS: 5.3 },
    ]);
  });

  it('have a value between two samples and none in or beside a gap', () => {
    expect(valueAt(traces, 'ap', 5.05)).toBeCloseTo(0.5, 9);
    expect(valueAt(traces, 'ap', 5.1)).toBeCloseTo(1, 6);
    expect(valueAt(traces, 'ap', 5.25)).toBeNull();
    expect(valueAt(traces, 'ap', 5.4)).toBeNull();
    expect(valueAt(traces, 'ap', 4.9)).toBeNull();
    expect(valueAt(traces, 'ap', 6)).toBeNull();
    expect(valueAt(traces, 'yaw', 5.05)).toBeNull();
  });

  it('leave a little room above and below, and a range for nothing at all', () => {
    const [min, max] = rangeOf([0, 10, null]);
    expect(min).toBeLessThan(0);
    expect(max).toBeGreaterThan(10);
    expect(rangeOf([null, null])).toEqual([-1, 1]);
  });
});

describe('the events', () => {
  it('are cut to the part that is shown', () => {
    const part = eventsIn(events, { fromS: 5.45, toS: 6 });
    expect(part.initialContacts).toEqual([{ timeS: 5.6, side: 'left', uncertain: true }]);
    expect(part.gaitSequences).toHaveLength(1);
    expect(part.turns).toHaveLength(1);
  });

  it('are listed in order of time, with what makes a contact doubtful', () => {
    expect(eventRows(events).map(({ timeS, label }) => [timeS, label])).toEqual([
      [5, 'Looks like walking'],
      [5.05, 'Left initial contact'],
      [5.3, 'No data'],
      [5.3, 'Right initial contact (put back by rhythm)'],
      [5.4, 'Turn'],
      [5.6, 'Left initial contact (uncertain)'],
    ]);
  });

  it('say what is going on at the cursor', () => {
    expect(wordsAt(events, 5.06, 0.05)).toEqual(['left initial contact', 'walking']);
    expect(wordsAt(events, 5.55, 0.01)).toEqual(['in a turn']);
    expect(wordsAt(events, 6, 0.05)).toEqual([]);
  });

  it('are summed up in words for those who cannot see the picture', () => {
    const view = { fromS: 5, toS: 5.7 };
    expect(summaryOf(events, view).replaceAll('\u202f', ' ')).toBe('0.7 s of signal. One stretch of 0.5 s looks like walking, with initial contacts: 2 left, 1 right, one turn and one gap in the data.');
    const nothing = { initialContacts: [], gaitSequences: [], walkingBouts: [], turns: [], gaps: [] };
    expect(summaryOf(nothing, view).replaceAll('\u202f', ' ')).toBe('0.7 s of signal. Nothing in it looks like walking, with no initial contacts, no turns and no gaps in the data.');
  });
});
