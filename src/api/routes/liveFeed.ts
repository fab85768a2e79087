import { AppError } from '../../model/index.ts';
import type { LiveControl, LiveEvent, MarkEvent, SessionEvent, SessionStart } from '../../model/index.ts';
import type { LiveMarkBody, LiveSessionView } from '../schemas/liveSession.ts';

/** One message as it goes over the wire. */
export interface Message {
  readonly id: number;
  readonly type: LiveEvent['type'];
  readonly text: string;
}

/** Notices and marks have a place of their own, so that steps do not push a problem out. */
const KEPT_NOTICES = 200;
const KEPT_MOMENTS = 400;

/**
 * The events of the one session, numbered, written out once for every reader, with the recent past of it.
 * Ids begin at the clock's milliseconds: fewer than a thousand come in a second, so a server that starts again never goes back.
 */
export class LiveFeed {
  readonly #live: LiveControl;
  readonly #readers = new Set<(message: Message) => void>();
  readonly #stopListening: () => void;
  #lastId: number;
  #sessionId: string | null;
  #notices: Message[] = [];
  #moments: Message[] = [];
  #subject: { readonly patientId: string; readonly protocol: string; readonly attemptId: string | null; readonly isOf: (sessionId: string) => boolean } | null = null;
  #starting = false;

  constructor(live: LiveControl, nowMs: number) {
    this.#live = live;
    this.#lastId = nowMs;
    this.#sessionId = live.session().id;
    this.#stopListening = live.listen((event) => this.#take(event));
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** The session now. */
  session(): LiveSessionView {
    return this.#view(this.#live.session());
  }

  /** @throws AppError what `LiveControl.start` throws. */
  async start(request: SessionStart): Promise<LiveSessionView> {
    if (this.#starting) throw new AppError('CONFLICT', 'A recording is being started already; look again in a moment');
    this.#starting = true;
    const { patientId, protocol } = request;
    const attemptId = request.visit?.attemptId ?? null;
    const [subjectBefore, idBefore] = [this.#subject, this.#live.session().id];
    // Its first events come before the call returns and tells its id: until then it is the one that is new.
    this.#subject = { patientId, protocol, attemptId, isOf: (id) => id !== idBefore };
    try {
      const started = await this.#live.start(request);
      this.#subject = { patientId, protocol, attemptId, isOf: (id) => id === started.id };
      return this.#view(started);
    } catch (error) {
      this.#subject = subjectBefore;
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  /** @param id stop only this session. @throws AppError CONFLICT when another one runs, or none */
  async stop(id: string | undefined): Promise<LiveSessionView> {
    if (id !== undefined && id !== this.#live.session().id) {
      throw new AppError('CONFLICT', 'Another recording runs than the one to be stopped; look at the page again', { field: 'id' });
    }
    return this.#view(await this.#live.stop());
  }

  /** @param id mark only this session. @throws AppError CONFLICT when another one runs, or none records */
  async mark({ mark, id }: LiveMarkBody): Promise<MarkEvent> {
    if (id !== undefined && id !== this.#live.session().id) {
      throw new AppError('CONFLICT', 'Another recording runs than the one to be marked; look at the page again', { field: 'id' });
    }
    return this.#live.mark(mark);
  }

  /** The whole state as a message with an id of the caller's choice. */
  state(id: number): string {
    return written(id, 'session', this.session());
  }

  /** Notices, marks, windows and contacts that are still kept, in order. */
  after(id: number): readonly Message[] {
    return [...this.#notices, ...this.#moments].filter((message) => message.id > id).sort((a, b) => a.id - b.id);
  }

  /** Every message from now on. Returns the function that ends it. */
  read(reader: (message: Message) => void): () => void {
    this.#readers.add(reader);
    return () => void this.#readers.delete(reader);
  }

  close(): void {
    this.#stopListening();
    this.#readers.clear();
  }

  #take(event: LiveEvent): void {
    this.#lastId += 1;
    const shown = event.type === 'session' ? this.#view(event) : event;
    const message: Message = { id: this.#lastId, type: event.type, text: written(this.#lastId, event.type, shown) };
    if (event.type === 'session' && event.id !== this.#sessionId) {
      // A new session: what was kept belongs to the one before.
      this.#sessionId = event.id;
      this.#notices = [];
      this.#moments = [];
    }
    if (event.type === 'notice' || event.type === 'mark') keep(this.#notices, message, KEPT_NOTICES);
    if (event.type === 'window' || event.type === 'contact') keep(this.#moments, message, KEPT_MOMENTS);
    for (const reader of this.#readers) reader(message);
  }

  #view(session: SessionEvent): LiveSessionView {
    const subject = session.id !== null && this.#subject?.isOf(session.id) ? this.#subject : null;
    return { ...session, patientId: subject?.patientId ?? null, protocol: subject?.protocol ?? null, attemptId: subject?.attemptId ?? null };
  }
}

function keep(messages: Message[], message: Message, most: number): void {
  messages.push(message);
  if (messages.length > most) messages.shift();
}

function written(id: number, type: string, data: unknown): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
