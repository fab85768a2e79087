/** What was found about one part of this computer. `problem`: must be mended; `note`: good to know. */
export interface Check {
  /** Stable word for programs: `radio`. */
  readonly id: string;
  readonly label: string;
  readonly level: 'ok' | 'note' | 'problem';
  /** Plain sentences: what is so and, if it is a problem, what to do. */
  readonly message: string;
  /** Nothing can be recorded until it is mended. */
  readonly blocksRecording: boolean;
}

/** Makes the checks of one part. */
export function checkOf(id: string, label: string): Record<'ok' | 'note' | 'problem' | 'blocking', (message: string) => Check> {
  const as = (level: Check['level'], blocksRecording: boolean) => (message: string): Check => ({ id, label, level, message, blocksRecording });
  return { ok: as('ok', false), note: as('note', false), problem: as('problem', false), blocking: as('problem', true) };
}
