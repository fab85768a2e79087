import { batch, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { LiveMessage } from '../../api/schemas/live.ts';
import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { ContactEvent, MarkEvent, NoticeEvent, WindowEvent } from '../../model/live.ts';
import { liveSession } from '../client/api.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { TraceBuffer } from './traceBuffer.ts';

/** More are not read by anybody. */
const KEPT_NOTICES = 200;
const KEPT_CONTACTS = 100;
/** The browser mends a broken connection by itself; after a refusal we ask again. */
const AGAIN_MS = 5000;

export interface Notice extends NoticeEvent {
  /** Id of its message. */
  readonly key: string;
}

/** What the server tells of the session. */
export interface Feed {
  /** Null until the first message. */
  readonly session: Signal<LiveSessionView | null>;
  /** The newest of each site. */
  readonly windows: Signal<readonly WindowEvent[]>;
  /** In order of time. */
  readonly contacts: Signal<readonly ContactEvent[]>;
  /** Newest last. */
  readonly notices: Signal<readonly Notice[]>;
  /** Moments that were marked, in order. */
  readonly marks: Signal<readonly MarkEvent[]>;
  /** By site. Not a signal: the pictures look for themselves, once a frame. */
  readonly traces: Map<string, TraceBuffer>;
  readonly connected: Signal<'connecting' | 'yes' | 'lost'>;
  /** Why the server refuses to tell. */
  readonly problem: Signal<Problem | null>;
}

export function emptyFeed(): Feed {
  return { session: signal(null), windows: signal([]), contacts: signal([]), notices: signal([]), marks: signal([]), traces: new Map(), connected: signal('connecting'), problem: signal(null) };
}

function forget(feed: Feed): void {
  feed.windows.value = [];
  feed.contacts.value = [];
  feed.notices.value = [];
  feed.marks.value = [];
  for (const buffer of feed.traces.values()) buffer.clear();
}

/** Takes one message in. @param key its id */
export function take(feed: Feed, message: LiveMessage, key: string): void {
  switch (message.type) {
    case 'session': {
      const before = feed.session.peek();
      if (before !== null && before.id !== message.id && message.id !== null) forget(feed);
      feed.session.value = message;
      return;
    }
    case 'window':
      feed.windows.value = [...feed.windows.peek().filter(({ site }) => site !== message.site), message];
      return;
    case 'contact':
      feed.contacts.value = [...feed.contacts.peek(), message].sort((a, b) => a.timeS - b.timeS).slice(-KEPT_CONTACTS);
      return;
    case 'notice':
      feed.notices.value = [...feed.notices.peek(), { ...message, key }].slice(-KEPT_NOTICES);
      return;
    case 'mark':
      feed.marks.value = [...feed.marks.peek(), message].sort((a, b) => a.timeS - b.timeS);
      return;
    case 'trace': {
      const buffer = feed.traces.get(message.site) ?? new TraceBuffer();
      feed.traces.set(message.site, buffer);
      buffer.add(message);
      return;
    }
  }
}

/** Fills a feed. */
export interface Following {
  /** After the server has refused: asks anew. */
  readonly again: () => void;
  readonly stop: () => void;
}

export function follow(feed: Feed): Following {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  function open(): void {
    source = new EventSource('/api/v1/live');
    source.onopen = () => batch(() => {
      feed.connected.value = 'yes';
      feed.problem.value = null;
    });
    source.onerror = () => {
      feed.connected.value = feed.session.peek() === null ? 'connecting' : 'lost';
      // Still open: the browser connects again and tells the server what it has heard last.
      if (source?.readyState === EventSource.CLOSED) void refused();
    };
    for (const type of ['session', 'window', 'contact', 'notice', 'mark', 'trace']) {
      source.addEventListener(type, (event: MessageEvent<string>) => take(feed, JSON.parse(event.data) as LiveMessage, event.lastEventId));
    }
  }

  function again(): void {
    clearTimeout(timer);
    source?.close();
    if (over) return;
    batch(() => {
      feed.problem.value = null;
      // A new connection is told the recent past again.
      forget(feed);
    });
    open();
  }

  /** An EventSource does not say why it was refused: the same question as a request does. Nobody signed in ends the page there. */
  async function refused(): Promise<void> {
    try {
      await liveSession();
    } catch (error) {
      const problem = asProblem(error);
      // No answer at all: what is shown stays, and the page says that it is out of date.
      if (problem.status !== 0 || feed.session.peek() === null) {
        feed.problem.value = problem;
        return;
      }
    }
    if (!over) timer = setTimeout(again, AGAIN_MS);
  }

  open();
  return {
    again,
    stop() {
      over = true;
      clearTimeout(timer);
      source?.close();
    },
  };
}
