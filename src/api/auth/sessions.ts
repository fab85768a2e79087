import type { RecordStore, Session, User } from '../../model/index.ts';
import { newSecret, sha256 } from './secret.ts';

export const IDLE_MINUTES = 15;
const IDLE_MS = IDLE_MINUTES * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** The time of the last request is written at most this often: a page makes many requests at once. */
const TOUCH_MS = 30_000;

export interface SignedIn {
  readonly user: User;
  readonly session: Session;
}

/** Starts a session. The token goes into the cookie; the store sees its hash only. */
export function startSession(records: RecordStore, user: User, now: Date): { token: string; signedIn: SignedIn } {
  const token = newSecret();
  const session: Session = {
    tokenSha256: sha256(token),
    userId: user.id,
    createdAt: now.toISOString(),
    lastSeenAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + ABSOLUTE_MS).toISOString(),
  };
  records.putSession(session);
  return { token, signedIn: { user, session } };
}

/**
 * Does the session still hold? Asking is no sign of life: a stream that runs by itself must not keep an unattended
 * sign-in alive.
 */
export function sessionHolds(records: RecordStore, tokenSha256: string, now: Date): boolean {
  const session = records.session(tokenSha256);
  const nowMs = now.getTime();
  return session !== null && nowMs < Date.parse(session.expiresAt) && nowMs - Date.parse(session.lastSeenAt) < IDLE_MS;
}

/** Who the token belongs to, or null. A session that has ended is deleted when it is met. */
export function readSession(records: RecordStore, token: string, now: Date): SignedIn | null {
  const session = records.session(sha256(token));
  if (!session) return null;
  const user = records.user(session.userId);
  const nowMs = now.getTime();
  const seenMs = Date.parse(session.lastSeenAt);
  if (!user || nowMs >= Date.parse(session.expiresAt) || nowMs - seenMs >= IDLE_MS) {
    records.deleteSession(session.tokenSha256);
    return null;
  }
  if (nowMs - seenMs < TOUCH_MS) return { user, session };
  const touched = { ...session, lastSeenAt: now.toISOString() };
  records.putSession(touched);
  return { user, session: touched };
}

export function endSession(records: RecordStore, token: string): void {
  records.deleteSession(sha256(token));
}
