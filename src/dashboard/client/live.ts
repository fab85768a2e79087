import { signal } from '@preact/signals';

/** What the shell's live region says: results that appear without the focus moving there. */
export const announcement = signal('');

export function announce(sentence: string): void {
  // The same sentence twice is only read again when the region was empty between.
  announcement.value = '';
  setTimeout(() => (announcement.value = sentence), 50);
}
