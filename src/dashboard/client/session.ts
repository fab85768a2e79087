import { signal } from '@preact/signals';
import type { Mode } from '../../api/schemas/health.ts';
import type { SessionView, SetupState } from '../../api/schemas/session.ts';
import { navigate, path } from '../router.ts';
import { forgetDrafts } from './drafts.ts';
import { Problem } from './problem.ts';
import { asProblem, request, whenSignedOut } from './request.ts';

export type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'signedOut'; readonly why: 'never' | 'ended' | 'left' }
  | { readonly state: 'signedIn'; readonly session: SessionView };

export const session = signal<SessionState>({ state: 'asking' });
/** Known before sign-in, so that the demo's banner is on the sign-in page too. */
export const mode = signal<Mode | null>(null);

/** Where to go after signing in. */
let returnTo = '/patients';
let lastUser: string | null = null;

function remember(current: string): void {
  if (current !== '/sign-in' && current !== '/set-up' && current !== '/') returnTo = current;
}

function begin(view: SessionView): void {
  // Unsaved answers wait for the one who wrote them, and for nobody else.
  if (lastUser !== null && lastUser !== view.user.id) forgetDrafts();
  lastUser = view.user.id;
  mode.value = view.mode;
  session.value = { state: 'signedIn', session: view };
}

/** The session is over, by the server's word or because nobody was at the screen. What was open comes back after sign-in. */
export function sessionEnded(): void {
  if (session.value.state !== 'signedIn') return;
  remember(path.value);
  session.value = { state: 'signedOut', why: 'ended' };
  navigate('/sign-in', 'replace');
}

/** Asks the server who is signed in and, if nobody, whether the first administrator is still to be made. */
export async function startSession(): Promise<void> {
  whenSignedOut(sessionEnded);
  session.value = { state: 'asking' };
  try {
    const health = await request<{ mode: Mode }>('GET', 'health');
    mode.value = health.mode;
    begin(await request<SessionView>('GET', 'session'));
    if (path.value === '/' || path.value === '/sign-in' || path.value === '/set-up') navigate('/patients', 'replace');
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status !== 401) {
      session.value = { state: 'failed', problem };
      return;
    }
    remember(path.value);
    await signedOutPage();
  }
}

async function signedOutPage(): Promise<void> {
  try {
    const setUp = await request<SetupState>('GET', 'setup');
    session.value = { state: 'signedOut', why: 'never' };
    navigate(setUp.needed ? '/set-up' : '/sign-in', 'replace');
  } catch (error) {
    session.value = { state: 'failed', problem: asProblem(error) };
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  begin(await request<SessionView>('POST', 'session', { username, password }));
  navigate(returnTo, 'replace');
  returnTo = '/patients';
}

export async function signOut(): Promise<void> {
  try {
    await request('DELETE', 'session');
  } catch (error) {
    // Signed out already is what was wanted; anything else must be seen.
    if (!(error instanceof Problem && error.status === 401)) throw error;
  }
  forgetDrafts();
  returnTo = '/patients';
  session.value = { state: 'signedOut', why: 'left' };
  navigate('/sign-in', 'replace');
}

/** Makes the first administrator and signs in as that. */
export async function setUp(token: string, username: string, password: string): Promise<void> {
  await request('POST', 'setup', { token, username, password });
  await signIn(username, password);
}
