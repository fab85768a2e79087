/**
 * Answers that were typed and not saved yet, by assessment. They outlive a session that ends while a form is open,
 * in memory only: nothing about a patient is written to the browser's storage.
 */
export type Draft = Readonly<Record<string, string>>;

const drafts = new Map<string, Draft>();

export function draftOf(assessmentId: string): Draft | null {
  return drafts.get(assessmentId) ?? null;
}

export function keepDraft(assessmentId: string, draft: Draft | null): void {
  if (draft === null) drafts.delete(assessmentId);
  else drafts.set(assessmentId, draft);
}

export function forgetDrafts(): void {
  drafts.clear();
}
