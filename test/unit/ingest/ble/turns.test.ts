import { describe, expect, test } from 'vitest';
import { Turns } from '../../../../src/ingest/transports/ble/turns.ts';

/** Work that ends when it is told to. */
function work(log: string[], name: string): { run: () => Promise<string>; end: (error?: Error) => void } {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => (end = (error) => (error ? reject(error) : resolve(name))));
  return { run: () => (log.push(name), ended), end: (error) => end(error) };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  test('come one at a time, in the order of asking, whether the one before succeeds or fails', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => work(log, name));
    const results = [turns.take(a.run), turns.take(b.run), turns.take(c.run)];
    await settled();
    expect(log).toEqual(['a']);
    const failed = expect(results[0]).rejects.toThrow('no');
    a.end(new Error('no'));
    await failed;
    await settled();
    expect(log).toEqual(['a', 'b']);
    b.end();
    c.end();
    expect(await Promise.all(results.slice(1))).toEqual(['b', 'c']);
  });

  test('pass over those who gave up, without letting the next one in early', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => work(log, name));
    const stop = new AbortController();
    const first = turns.take(a.run);
    const gaveUp = turns.take(b.run, stop.signal);
    const last = turns.take(c.run);
    const refused = expect(gaveUp).rejects.toThrow('enough');
    stop.abort(new Error('enough'));
    await refused;
    await settled();
    expect(log).toEqual(['a']);
    a.end();
    c.end();
    expect(await Promise.all([first, last])).toEqual(['a', 'c']);
    expect(log).toEqual(['a', 'c']);
  });
});
