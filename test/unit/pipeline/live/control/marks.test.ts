import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { request, world } from './world.ts';

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the recording of a live session', () => {
  it('keeps a mark, and tells of it, from when every sensor sends', async () => {
    const { control, start, events, log } = world();
    await expect(control.mark('go')).rejects.toMatchObject({ code: 'CONFLICT', message: 'Nothing is being recorded, so nothing can be marked.' });
    await control.start(request);
    await expect(control.mark('go')).rejects.toMatchObject({ code: 'CONFLICT', message: 'Nothing can be marked now: wait until every sensor sends.' });
    start.resolve();
    await settled();
    await vi.advanceTimersByTimeAsync(1234);
    expect(await control.mark('go')).toEqual({ type: 'mark', mark: 'go', timeS: 1.234 });
    expect(log).toEqual(['go at 1234']);
    expect(events.filter(({ type }) => type === 'mark')).toEqual([{ type: 'mark', mark: 'go', timeS: 1.234 }]);
    await control.stop();
    await expect(control.mark('stop')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('of a test with a duration ends by itself: a stop mark so long after the last go, and two seconds for the person to come to rest', async () => {
    const { control, start, log } = world();
    await control.start({ ...request, endsBy: { durationS: 30 } });
    start.resolve();
    await settled();
    await control.mark('go');
    await vi.advanceTimersByTimeAsync(10_000);
    // A false start.
    await control.mark('go');
    await vi.advanceTimersByTimeAsync(31_999);
    expect(log).toEqual(['go at 0', 'go at 10000', 'stop at 40000']);
    expect(control.session().state).toBe('recording');
    await vi.advanceTimersByTimeAsync(1);
    expect(control.session()).toMatchObject({ state: 'done', elapsedS: 42 });
  });

  it('of a test without a duration ends by the stop mark alone, and never where that was not asked for', async () => {
    const guided = world();
    await guided.control.start({ ...request, endsBy: { durationS: null } });
    guided.start.resolve();
    await settled();
    await guided.control.mark('go');
    await vi.advanceTimersByTimeAsync(600_000);
    await guided.control.mark('stop');
    await vi.advanceTimersByTimeAsync(2000);
    expect(guided.control.session()).toMatchObject({ state: 'done', elapsedS: 602 });
    const plain = world();
    await plain.control.start(request);
    plain.start.resolve();
    await settled();
    await plain.control.mark('stop');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(plain.control.session().state).toBe('recording');
    await plain.control.stop();
  });
});
