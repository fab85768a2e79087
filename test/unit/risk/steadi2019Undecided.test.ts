import { describe, expect, it } from 'vitest';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { steadi2019 } from '../../../src/risk/models/steadi2019.ts';

interface Case {
  readonly fell?: boolean;
  readonly unsteady?: boolean;
  readonly worried?: boolean;
  readonly total?: number;
}

/** The screen as published, plainly: any yes; else a whole tool answered with no; else undecided. */
function publishedLevel({ fell, unsteady, worried, total }: Case): string {
  if (fell || unsteady || worried || (total !== undefined && total >= 4)) return 'atRisk';
  const questions = fell === false && unsteady === false && worried === false;
  const checklist = total !== undefined && total < 4 && fell === false;
  return questions || checklist ? 'notAtRisk' : 'indeterminate';
}

const ids = { fell: 'falls.past12Months', unsteady: 'keyQuestions.unsteady', worried: 'keyQuestions.worried', total: 'stayIndependent.total' } as const;

function evaluate({ fell, unsteady, worried, total }: Case) {
  const answers: KnownAnswers = {
    ...(fell !== undefined && { 'falls.past12Months': fell ? 1 : 0 }),
    ...(unsteady !== undefined && { 'keyQuestions.unsteady': unsteady }),
    ...(worried !== undefined && { 'keyQuestions.worried': worried }),
    ...(total !== undefined && { 'stayIndependent.total': total }),
  };
  return steadi2019.evaluate({ metrics: {}, answers, person: { ageYears: 80 } });
}

const cases: Case[] = [undefined, false, true].flatMap((fell) =>
  [undefined, false, true].flatMap((unsteady) =>
    [undefined, false, true].flatMap((worried) =>
      [undefined, 0, 3, 4, 14].map((total) => Object.fromEntries(Object.entries({ fell, unsteady, worried, total }).filter(([, v]) => v !== undefined)) as Case),
    ),
  ),
);

describe('CDC STEADI 2019 with answers missing', () => {
  it.each(cases.map((c) => [c]))('reads %j as published', (c) => {
    expect(evaluate(c).level).toBe(publishedLevel(c));
  });

  it('names as missing exactly the open answers, each of which can turn the screen positive', () => {
    for (const c of cases) {
      const { level, inputsMissing } = evaluate(c);
      const open = (Object.keys(ids) as (keyof Case)[]).filter((name) => c[name] === undefined);
      expect(inputsMissing).toEqual(level === 'indeterminate' ? open.map((name) => ids[name]) : []);
      if (level !== 'indeterminate') continue;
      for (const name of open) expect(evaluate({ ...c, [name]: name === 'total' ? 4 : true }).level).toBe('atRisk');
    }
  });

  it('can end either way wherever it is undecided', () => {
    for (const c of cases.filter((one) => evaluate(one).level === 'indeterminate')) {
      expect(evaluate({ fell: false, unsteady: false, worried: false, total: 0, ...c }).level).toBe('notAtRisk');
      expect(evaluate({ fell: true, unsteady: true, worried: true, total: 14, ...c }).level).toBe('atRisk');
    }
  });

  it('never takes back "at risk" when another answer arrives', () => {
    for (const c of cases.filter((one) => evaluate(one).level === 'atRisk')) {
      expect(evaluate({ fell: false, unsteady: false, worried: false, total: 0, ...c }).level).toBe('atRisk');
    }
  });
});
