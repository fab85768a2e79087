import { request } from './request.ts';
import { session, sessionEnded } from './session.ts';

const CHECK_EVERY_MS = 15_000;

let lastActMs = 0;
let lastRequestMs = 0;

/**
 * The server forgets a session after some idle minutes. So does the page: findings about a person must not stay on an
 * unattended screen. Reading and typing make no requests, so a person who is at work is reported to the server now and then.
 */
export function startIdleWatch(now: () => number = () => Date.now()): void {
  lastActMs = lastRequestMs = now();
  for (const act of ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const) {
    addEventListener(act, () => (lastActMs = now()), { passive: true });
  }
  setInterval(() => check(now()), CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check(now());
  });
}

function check(nowMs: number): void {
  const current = session.value;
  if (current.state !== 'signedIn') {
    lastRequestMs = lastActMs = nowMs;
    return;
  }
  const idleMs = current.session.idleMinutes * 60_000;
  if (nowMs - lastActMs >= idleMs || nowMs >= Date.parse(current.session.expiresAt)) {
    sessionEnded();
    // The cookie may live on a little longer at the server: end it there too.
    request('DELETE', 'session').catch((error: unknown) => console.warn('The session will end by itself:', error));
  } else if (lastActMs > lastRequestMs && nowMs - lastRequestMs >= idleMs / 3) {
    lastRequestMs = nowMs;
    // A 401 ends the session in `request`; any other failure will show at the next thing the person does.
    request('GET', 'session').catch((error: unknown) => console.warn('The session could not be renewed:', error));
  }
}
