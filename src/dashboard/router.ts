import { signal } from '@preact/signals';

export type Route =
  | { readonly page: 'home' | 'setUp' | 'signIn' | 'patients' | 'notFound' }
  | { readonly page: 'patient' | 'assessment' | 'visit'; readonly id: string }
  /** Recording, perhaps with the patient chosen. */
  | { readonly page: 'live'; readonly id: string | null }
  /** Guided visits, perhaps with the patient chosen. */
  | { readonly page: 'visits'; readonly id: string | null };

/** The page a path means. Unknown paths have a page too: it says so. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { page: 'home' };
  const [first, id] = parts;
  if (parts.length === 1) {
    if (first === 'set-up') return { page: 'setUp' };
    if (first === 'sign-in') return { page: 'signIn' };
    if (first === 'patients') return { page: 'patients' };
    if (first === 'record') return { page: 'live', id: null };
    if (first === 'guide') return { page: 'visits', id: null };
  }
  if (parts.length === 2 && id !== undefined && /^[A-Za-z0-9_.:-]+$/.test(id)) {
    if (first === 'patients') return { page: 'patient', id };
    if (first === 'record') return { page: 'live', id };
    if (first === 'guide') return { page: 'visits', id };
    if (first === 'visits') return { page: 'visit', id };
    if (first === 'assessments') return { page: 'assessment', id };
  }
  return { page: 'notFound' };
}

export const path = signal(typeof location === 'undefined' ? '/' : location.pathname);

/** True from a navigation until the new page's title has taken the focus. */
let titleWantsFocus = false;

export function takeTitleFocus(): boolean {
  const wanted = titleWantsFocus;
  titleWantsFocus = false;
  return wanted;
}

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (to === path.value) return;
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  titleWantsFocus = true;
  path.value = to;
  scrollTo(0, 0);
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.hash !== '' || link.pathname.startsWith('/api/')) return;
  event.preventDefault();
  navigate(link.pathname);
}

/** Links within the app change the page without loading it again; the browser's back and forward keep working. */
export function startRouter(): void {
  document.addEventListener('click', followLink);
  addEventListener('popstate', () => {
    // Also fired by a jump within the page, which keeps its own focus.
    if (location.pathname === path.value) return;
    titleWantsFocus = true;
    path.value = location.pathname;
  });
}
