import { describe, expect, test } from 'vitest';
import { createProgress } from '../../../src/cli/progress.ts';

function terminal(isTTY: boolean): { isTTY: boolean; columns: number; written: string; write(text: string): void } {
  return { isTTY, columns: 60, written: '', write(text) { this.written += text; } };
}

describe('progress', () => {
  test('says nothing in a file or pipe when the work is over within two seconds', () => {
    let time = 0;
    const stream = terminal(false);
    const progress = createProgress(stream, () => time);
    for (time = 0; time < 1900; time += 100) progress.update('reading a', time / 1900);
    progress.done();
    expect(stream.written).toBe('');
  });

  test('prints a plain line now and then in a file or pipe when the work takes longer', () => {
    let time = 0;
    const stream = terminal(false);
    const progress = createProgress(stream, () => time);
    for (time = 0; time <= 12_000; time += 500) progress.update('reading a', time / 12_000);
    expect(stream.written).toBe('reading a, 17 %\nreading a, 58 %, a few seconds left\nreading a, 100 %\n');
  });

  test('draws one bar on a terminal, no wider than it, and clears it', () => {
    const stream = terminal(true);
    const progress = createProgress(stream, () => 0);
    progress.update('reading a file with a name that is far too long for this terminal', 0.5);
    const [drawn] = stream.written.split('\u001b[2K').slice(-1);
    expect(drawn).toMatch(/^\[#{12}\.{12}\] {2}50 % reading a file/);
    expect(drawn.length).toBeLessThan(60);
    progress.done();
    expect(stream.written.endsWith('\r\u001b[2K')).toBe(true);
  });

  test('clears the bar before a message', () => {
    const stream = terminal(true);
    const progress = createProgress(stream, () => 0);
    progress.update('reading', 0.1);
    progress.message('one line');
    expect(stream.written.endsWith('\r\u001b[2Kone line\n')).toBe(true);
  });
});
