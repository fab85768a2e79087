/** Who listens to some events. A listener that throws is not called again: it must not take the others, or a recording, with it. */
export class Listeners<Event> {
  readonly #listeners = new Set<{ readonly hear: (event: Event) => void }>();
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** @param first what the listener is told at once @returns the function that ends it */
  add(hear: (event: Event) => void, first: Event): () => void {
    // The same function may listen twice.
    const listener = { hear };
    this.#listeners.add(listener);
    this.#tellOne(listener, first);
    return () => void this.#listeners.delete(listener);
  }

  tell(event: Event): void {
    for (const listener of [...this.#listeners]) this.#tellOne(listener, event);
  }

  #tellOne(listener: { readonly hear: (event: Event) => void }, event: Event): void {
    // Ended by a listener before it.
    if (!this.#listeners.has(listener)) return;
    try {
      listener.hear(event);
    } catch (error) {
      this.#listeners.delete(listener);
      this.#onFault(error);
    }
  }
}
