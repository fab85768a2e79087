import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOff } from '../../../../src/ingest/session/backOff.ts';
import { ConnectTurns } from '../../../../src/ingest/session/connectTurns.ts';
import { emitBlocks } from '../../../../src/ingest/session/placedBlocks.ts';
import { RunningClock } from '../../../../src/ingest/session/runningClock.ts';
import { TickLine } from '../../../../src/ingest/session/tickLine.ts';
import { Watchdog } from '../../../../src/ingest/session/watchdog.ts';
import { durationWords, samplesAre, siteWords } from '../../../../src/ingest/session/words.ts';

describe('pauses between attempts', () => {
  it('lie between 250 ms and three times the one before, and never above 5 s', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 30 }), (draws) => {
      let i = 0;
      const pauses = backOff(() => draws[i++]);
      let before = 250;
      for (let n = 0; n < draws.length; n++) {
        const next = pauses.next();
        expect(next).toBeGreaterThanOrEqual(250);
        expect(next).toBeLessThanOrEqual(Math.min(5000, 3 * before));
        before = next;
      }
    }));
  });

  it('begin short again once it worked', () => {
    const pauses = backOff(() => 0.999);
    for (let n = 0; n < 9; n++) pauses.next();
    pauses.reset();
    expect(pauses.next()).toBeLessThan(750);
  });
});

describe('turns to connect', () => {
  /** An attempt that ends when it is told to, or given up. */
  function attempt(log: string[], name: string): { run: (signal: AbortSignal) => Promise<string>; end: () => void } {
    let end: () => void = () => undefined;
    return {
      end: () => end(),
      run: (signal) => new Promise((resolve, reject) => {
        log.push(`begin ${name}`);
        end = () => resolve(name);
        signal.addEventListener('abort', () => {
          log.push(`give up ${name}`);
          reject(signal.reason as Error);
        }, { once: true });
      }),
    };
  }
  const never = new AbortController().signal;

  it('are one at a time in the order of asking, those with better prospects first', async () => {
    const turns = new ConnectTurns();
    const log: string[] = [];
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => attempt(log, name));
    const results = [turns.take(0, never, a.run), turns.take(1, never, b.run), turns.take(0, never, c.run), turns.take(1, never, d.run)];
    for (const each of [a, c, b, d]) {
      await vi.waitFor(() => expect(log).toHaveLength([a, c, b, d].indexOf(each) + 1));
      each.end();
    }
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
    expect(log).toEqual(['begin a', 'begin c', 'begin b', 'begin d']);
  });

  it('are given up for a better one and taken again', async () => {
    const turns = new ConnectTurns();
    const log: string[] = [];
    const [slow, quick] = [attempt(log, 'slow'), attempt(log, 'quick')];
    const first = turns.take(1, never, slow.run);
    await vi.waitFor(() => expect(log).toEqual(['begin slow']));
    const second = turns.take(0, never, quick.run);
    await vi.waitFor(() => expect(log).toEqual(['begin slow', 'give up slow', 'begin quick']));
    quick.end();
    await second;
    await vi.waitFor(() => expect(log.at(-1)).toBe('begin slow'));
    slow.end();
    expect(await first).toBe('slow');
  });

  it('are left by whoever is stopped, waiting or not', async () => {
    const turns = new ConnectTurns();
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => attempt(log, name));
    const [stopA, stopB] = [new AbortController(), new AbortController()];
    const first = turns.take(0, stopA.signal, a.run);
    const second = turns.take(0, stopB.signal, b.run);
    const third = turns.take(0, never, c.run);
    stopB.abort(new Error('stopped b'));
    await expect(second).rejects.toThrow('stopped b');
    stopA.abort(new Error('stopped a'));
    await expect(first).rejects.toThrow('stopped a');
    await vi.waitFor(() => expect(log).toEqual(['begin a', 'give up a', 'begin c']));
    c.end();
    expect(await third).toBe('c');
  });
});

describe('the watchdog', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('barks once after a silence that is too long, and not before', () => {
    const onSilent = vi.fn();
    const dog = new Watchdog(1000, () => performance.now(), onSilent);
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(500);
      dog.heard(performance.now());
    }
    vi.advanceTimersByTime(999);
    expect(onSilent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onSilent).toHaveBeenCalledExactlyOnceWith(1000);
    vi.advanceTimersByTime(10_000);
    expect([onSilent.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('looks again when the computer itself was held up', () => {
    let held = 0;
    const onSilent = vi.fn();
    const dog = new Watchdog(1000, () => performance.now() + held, onSilent);
    held = 60_000;
    vi.advanceTimersByTime(1000);
    dog.heard(performance.now() + held);
    vi.advanceTimersByTime(500);
    expect(onSilent).not.toHaveBeenCalled();
    dog.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('blocks', () => {
  it('are cut at gaps, leave repeated samples out and are copies', () => {
    const places = Float64Array.of(4, 5, -1, 6, 9, 10);
    const columns = [0, 100, 200].map((base) => places.map((_, i) => base + i));
    const blocks: { start: number; x: number[]; gyr: unknown }[] = [];
    const kept: Float64Array[] = [];
    emitBlocks({ length: 6, places, columns }, { site: 'lowerBack', sampleRateHz: 60, anchor: 1000 }, ({ startSample, acc, gyr }) => {
      blocks.push({ start: startSample, x: [...acc.x], gyr });
      kept.push(acc.x);
    });
    expect(blocks).toEqual([{ start: 1004, x: [0, 1], gyr: null }, { start: 1006, x: [3], gyr: null }, { start: 1009, x: [4, 5], gyr: null }]);
    columns[0].fill(-1);
    expect([...kept[0]]).toEqual([0, 1]);
  });
});

describe('a clock line', () => {
  it('continues a clock that wraps, whichever of two streams comes first', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 65_535 }), fc.array(fc.integer({ min: -50, max: 3000 }), { maxLength: 60 }), (first, steps) => {
      const line = new TickLine(16);
      let tick = first;
      expect(line.at(tick)).toBe(0);
      let expected = 0;
      for (const step of steps) {
        tick = (tick + step + 65_536) % 65_536;
        expected += step;
        expect(line.at(tick)).toBe(expected);
      }
    }));
  });
});

describe('the running clock', () => {
  const stream = { measures: 'acc', rateHz: 100, clock: { kind: 'timestamp', tickS: 1e-6, wrapBits: null } } as const;

  it('finds rate and skew of a clock through uneven waiting times, also over hours', () => {
    const clock = new RunningClock(stream);
    const skew = 40e-6;
    let seed = 1;
    const uniform = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let place = 0; place < 100 * 3600 * 2; place += 10) clock.heard(0, (place * 1e4), place, (place * 10) / (1 + skew) + 30 * uniform());
    const { effectiveHz, skewPpm, residualMs } = clock.figures(0);
    expect(effectiveHz).toBeCloseTo(100 * (1 + skew), 3);
    expect(Math.abs(skewPpm! - 40)).toBeLessThan(1);
    expect(residualMs).toBeGreaterThan(10);
    expect(residualMs).toBeLessThan(25);
  });

  it('says nothing before it can tell, and begins again with a connection', () => {
    const clock = new RunningClock(stream);
    expect(clock.figures(0)).toEqual({ effectiveHz: null, skewPpm: null, residualMs: null });
    for (let place = 0; place < 6100; place++) clock.heard(0, place * 1e4, place, place * 10);
    expect(clock.figures(2000).skewPpm).toBeCloseTo(0, 3);
    clock.heard(1, 0, 9000, 90_000);
    expect(clock.figures(4000)).toMatchObject({ effectiveHz: null, skewPpm: null });
  });
});

describe('words of a notice', () => {
  it('are those of a person', () => {
    expect(['lowerBack', 'leftFoot', 'sternum', 'L5'].map(siteWords)).toEqual(['lower back', 'left foot', 'sternum', 'L5']);
    expect([3240, 59_990, 250_000].map(durationWords)).toEqual(['3.2 s', '60.0 s', '4 min 10 s']);
    expect([samplesAre(0, false), samplesAre(1, false), samplesAre(12, true)]).toEqual(['no sample is', '1 sample is', 'about 12 samples are']);
  });
});
