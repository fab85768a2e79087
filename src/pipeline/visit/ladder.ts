import { hundredths } from '../../metrics/index.ts';
import type { AnalysisDocument, Answers, VisitTest } from '../../model/index.ts';
import { protocols, type Protocol } from '../../protocols/index.ts';

/** How long a stance was held, by the sensor. */
const HELD = 'stance.heldTime';

/**
 * Whether what was done of a test ends its ladder: a stance that was held for less than its time is not followed by a harder one.
 * What was entered goes before what was measured; where neither is known nothing ends.
 */
export function endsLadder({ protocol, ladder, durationS }: VisitTest, entered: Answers, document: AnalysisDocument | null): boolean {
  if (ladder === null || durationS === null) return false;
  const known: Protocol | undefined = protocols.find(({ id }) => id === protocol);
  const byHand = known?.answers?.map((id) => entered[id]).find((value) => typeof value === 'number');
  const heldS = byHand ?? document?.metrics.find(({ id }) => id === HELD)?.value ?? null;
  return heldS !== null && hundredths(heldS) < durationS;
}
