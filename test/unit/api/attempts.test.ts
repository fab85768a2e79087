import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SignInAttempts, TooManyAttempts } from '../../../src/api/auth/attempts.ts';

function guesser() {
  const clock = { nowMs: 0 };
  return { clock, attempts: new SignInAttempts(() => clock.nowMs) };
}

/** Seconds to wait, or 0 when the attempt is heard. */
function wait(attempts: SignInAttempts, name: string): number {
  try {
    attempts.begin(name);
    return 0;
  } catch (error) {
    if (!(error instanceof TooManyAttempts)) throw error;
    return error.retryAfterS;
  }
}

describe('failed sign-ins', () => {
  test('cost a wait that doubles from 30 s after the fifth to 15 min', () => {
    const { clock, attempts } = guesser();
    for (let i = 0; i < 4; i++) expect(wait(attempts, 'anna')).toBe(0);
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      expect(wait(attempts, 'anna')).toBe(0);
      const seconds = wait(attempts, 'anna');
      waits.push(seconds);
      clock.nowMs += seconds * 1000;
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('are forgotten after a success, and do not count for another name', () => {
    const { attempts } = guesser();
    for (let i = 0; i < 4; i++) attempts.begin('anna');
    attempts.begin('anna');
    expect(wait(attempts, 'anna')).toBeGreaterThan(0);
    expect(wait(attempts, 'berta')).toBe(0);
    attempts.succeeded('anna');
    expect(wait(attempts, 'anna')).toBe(0);
  });

  test('never let more guesses through than the waits allow, whatever the rhythm', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 50, maxLength: 300 }), (pausesMs) => {
        const { clock, attempts } = guesser();
        let heard = 0;
        for (const pauseMs of pausesMs) {
          clock.nowMs += pauseMs;
          if (wait(attempts, 'anna') === 0) heard++;
        }
        // 5 free, then waits of 30, 60, 120, ... seconds: their sum bounds the number of guesses.
        let allowed = 5;
        for (let untilMs = 30_000, pauseMs = 30_000; untilMs <= clock.nowMs; allowed++) {
          pauseMs = Math.min(pauseMs * 2, 900_000);
          untilMs += pauseMs;
        }
        expect(heard).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  test('of very many names do not fill the memory: the least lately used is forgotten', () => {
    const { attempts } = guesser();
    for (let i = 0; i < 5; i++) attempts.begin('first');
    for (let i = 0; i < 10_000; i++) attempts.begin(`name${i}`);
    expect(wait(attempts, 'first')).toBe(0);
  });
});
