import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { outcome } from '../../../../src/ingest/transports/ble/outcome.ts';

describe('what came of a question', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const late = (): Error => new Error('too late');

  test('is the first event, and no listener, timer or member of the group stays', async () => {
    const emitter = new EventEmitter();
    const together = new Set<(error: Error) => void>();
    const asked = outcome<number>({ timeoutMs: 100, late, together }, ({ done, on }) => {
      on(emitter, 'answer', (value: number) => done(value));
      on(emitter, 'other', () => done(0));
    });
    expect(together.size).toBe(1);
    emitter.emit('answer', 7);
    emitter.emit('other');
    expect(await asked).toBe(7);
    expect([emitter.eventNames(), together.size, vi.getTimerCount()]).toEqual([[], 0, 0]);
  });

  test('is an error or a value when nothing happens in time', async () => {
    const first = outcome<number>({ timeoutMs: 100, late }, () => undefined);
    const second = outcome<number>({ timeoutMs: 100, late: () => 3 }, () => undefined);
    const failed = expect(first).rejects.toThrow('too late');
    vi.advanceTimersByTime(100);
    await failed;
    expect(await second).toBe(3);
  });

  test('is the reason of the signal, also where it was aborted before', async () => {
    const stop = new AbortController();
    const emitter = new EventEmitter();
    const asked = outcome<void>({ timeoutMs: 100, late, signal: stop.signal }, ({ on }) => on(emitter, 'answer', () => undefined));
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(emitter.eventNames()).toEqual([]);
    const begin = vi.fn();
    await expect(outcome<void>({ timeoutMs: 100, late, signal: stop.signal }, begin)).rejects.toThrow('enough');
    expect(begin).not.toHaveBeenCalled();
  });

  test('is what asking throws, and what ends the group', async () => {
    const asks = outcome<void>({ timeoutMs: 100, late }, () => {
      throw new TypeError('not connected');
    });
    await expect(asks).rejects.toThrow('not connected');
    const together = new Set<(error: Error) => void>();
    const asked = outcome<void>({ timeoutMs: 100, late, together }, () => undefined);
    for (const fail of [...together]) fail(new Error('link lost'));
    await expect(asked).rejects.toThrow('link lost');
    expect(vi.getTimerCount()).toBe(0);
  });
});
