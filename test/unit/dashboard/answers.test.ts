import { describe, expect, it } from 'vitest';
import type { AnswerField } from '../../../src/dashboard/answers/fields.ts';
import { answersFrom, draftFrom, groupsOf, groupsToOpen, numberFrom, withLabels } from '../../../src/dashboard/answers/fields.ts';
import { changesOf } from '../../../src/dashboard/answers/changes.ts';
import { answerDefinitions, instruments, validateAnswers } from '../../../src/questionnaires/index.ts';
import type { RiskModelResult } from '../../../src/model/risk.ts';

// The real questions, as the server joins them.
const fields: AnswerField[] = instruments.flatMap(({ id, title, purpose, answers }) => answers.map((answer) => ({ ...answer, instrument: { id, title, purpose } })));

const model = (level: string, inputsMissing: string[] = []): RiskModelResult => ({
  id: 'm', version: '1', title: 'Rules', level, levelLabel: level.toUpperCase(), summary: '', firedRules: [], inputsMissing, notes: [], source: { citation: '' },
});

describe('the answers form', () => {
  it('groups the questions by instrument in the order of a visit', () => {
    const groups = groupsOf(fields);
    expect(groups.map((group) => group.id)).toEqual(instruments.map((instrument) => instrument.id));
    expect(groups.flatMap((group) => group.fields)).toHaveLength(answerDefinitions.length);
  });

  it('opens the first group and those a level waits for', () => {
    const open = groupsToOpen(groupsOf(fields), { models: [model('indeterminate', ['frailty.frail', 'gait.walkingSpeed'])] });
    expect([...open]).toEqual(['fallsHistory', 'frailty']);
  });

  it('gives back the answers it was given, so that saving without a change changes nothing', () => {
    const answers = { 'falls.past12Months': 2, 'falls.injuryNeedingPhysician': false, 'frailty.method': 'clinicalJudgement', 'functionTests.timedUpAndGoS': 12.5 };
    expect(answersFrom(draftFrom(answers, fields), fields)).toEqual({ answers, faults: [] });
    expect(validateAnswers(answers)).toEqual(answers);
  });

  it('leaves out what is not known', () => {
    expect(answersFrom(draftFrom({}, fields), fields)).toEqual({ answers: {}, faults: [] });
    expect(answersFrom({ 'falls.past12Months': '   ' }, fields).answers).toEqual({});
  });

  it.each(['many', '1.5', '-1', '366', '1e1', '0x10', '1 2'])('refuses %s falls with a sentence that says what to enter', (typed) => {
    const { answers, faults } = answersFrom({ 'falls.past12Months': typed }, fields);
    expect(answers).toEqual({});
    expect(faults).toEqual([{ field: 'falls.past12Months', message: 'Enter a whole number from 0 to 365, or leave it empty if it is not known.' }]);
  });

  it('takes a decimal comma as well as a point', () => {
    expect(numberFrom(' 12,5 ')).toBe(12.5);
    expect(numberFrom('12.5')).toBe(12.5);
    expect(numberFrom('')).toBeNull();
    expect(numberFrom('1,2,3')).toBeNull();
  });

  it("puts questions in place of ids in the server's sentences", () => {
    expect(withLabels('frailty.frail cannot be used', fields)).toBe('“Is the person frail, in your judgement?” cannot be used');
  });

  it('says which levels a saved answer changed, and when none did', () => {
    const report = (level: string) => ({ models: [model(level)] });
    expect(changesOf(report('indeterminate'), report('high'))).toEqual(['Rules: HIGH (before: INDETERMINATE).']);
    expect(changesOf(report('high'), report('high'))).toEqual(['The levels stay as they were.']);
  });
});
