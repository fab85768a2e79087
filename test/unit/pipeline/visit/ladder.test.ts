import { describe, expect, it } from 'vitest';
import type { AnalysisDocument, VisitTest } from '../../../../src/model/index.ts';
import { endsLadder } from '../../../../src/pipeline/visit/ladder.ts';

const stage: VisitTest = { protocol: 'stanceTandem', durationS: 10, ladder: 'fourStages', attempts: [], skipped: null };
const measured = (value: number | null) => ({ metrics: [{ id: 'stance.heldTime', value }] }) as unknown as AnalysisDocument;

describe('a ladder of stances', () => {
  it.each([[9.99, true], [9.994, true], [9.996, false], [10, false], [0, true]])('after %s s of ten ends: %s, by hand and by sensor', (seconds, ends) => {
    expect(endsLadder(stage, { 'functionTests.tandemStanceS': seconds }, null)).toBe(ends);
    expect(endsLadder(stage, {}, measured(seconds))).toBe(ends);
  });

  it('takes what was entered before what was measured', () => {
    expect(endsLadder(stage, { 'functionTests.tandemStanceS': 10 }, measured(3))).toBe(false);
    expect(endsLadder(stage, { 'functionTests.tandemStanceS': 3 }, measured(10))).toBe(true);
  });

  it('does not end where nobody knows how long it was held, nor outside of a ladder', () => {
    expect(endsLadder(stage, {}, null)).toBe(false);
    expect(endsLadder(stage, {}, measured(null))).toBe(false);
    expect(endsLadder({ ...stage, ladder: null }, { 'functionTests.tandemStanceS': 3 }, null)).toBe(false);
  });
});
