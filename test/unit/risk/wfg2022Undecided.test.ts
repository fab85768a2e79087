import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { wfg2022 } from '../../../src/risk/models/wfg2022.ts';
import { walkingSpeed } from './inputs.ts';
import { answerIdOf, completions, consistent, decisive, publishedLevel } from './wfg2022Flow.ts';
import type { Case } from './wfg2022Flow.ts';

const entries = ['3KQ', 'fallHistory'] as const;
const models = { '3KQ': wfg2022('3KQ'), fallHistory: wfg2022('fallHistory') };

function evaluate(c: Case, entry: (typeof entries)[number]) {
  const known = Object.entries(answerIdOf).filter(([name]) => c[name as keyof Case] !== undefined);
  const answers = Object.fromEntries(known.map(([name, id]) => [id, c[name as keyof Case]])) as KnownAnswers;
  return models[entry].evaluate({
    metrics: c.speed === undefined ? {} : { 'gait.walkingSpeed': walkingSpeed(c.speed) },
    answers,
    person: {},
  });
}

function expected(c: Case, entry: (typeof entries)[number]): string {
  const levels = new Set(completions(c).map((world) => publishedLevel(world, entry)));
  return levels.size === 1 ? [...levels][0] : 'indeterminate';
}

const yesNo = [undefined, false, true];

/** Every combination of known and unknown over the inputs that behave differently from each other. */
function* someKnown(): Generator<Case> {
  for (const falls of [undefined, 0, 1, 2])
    for (const unsteady of yesNo)
      for (const worried of yesNo)
        for (const injury of yesNo)
          for (const frail of yesNo)
            for (const speed of [undefined, 0.7, 1.1])
              for (const tug of [undefined, 10, 16]) {
                const others = { emergency: false, floor: false, syncope: false, presented: false };
                const all = { falls, unsteady, worried, injury, frail, speed, tug, ...others };
                const c = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Case;
                if (consistent(c)) yield c;
              }
}

const anyBoolean = fc.option(fc.boolean(), { nil: undefined });
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    falls: fc.option(fc.constantFrom(0, 1, 2, 3), { nil: undefined }),
    unsteady: anyBoolean, worried: anyBoolean, injury: anyBoolean, emergency: anyBoolean, floor: anyBoolean, syncope: anyBoolean,
    presented: anyBoolean, frail: anyBoolean,
    speed: fc.option(fc.constantFrom(0.5, 0.8, 0.81, 1.3), { nil: undefined }),
    tug: fc.option(fc.constantFrom(9, 15, 15.01, 30), { nil: undefined }),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Case)
  .filter(consistent);

describe.each(entries)('World Falls Guidelines 2022, entry %s, with answers missing', (entry) => {
  it('is undecided exactly where completing the answers can lead to two levels', () => {
    let seen = 0;
    for (const c of someKnown()) {
      seen += 1;
      const { level } = evaluate(c, entry);
      if (level !== expected(c, entry)) expect({ c, level }).toEqual({ c, level: expected(c, entry) });
    }
    expect(seen).toBeGreaterThan(2000);
  });

  it('names exactly the inputs that can still change the level', () => {
    for (const c of someKnown()) {
      const { level, inputsMissing } = evaluate(c, entry);
      const should = level === 'indeterminate' ? decisive(c, entry).map((name) => (name === 'speed' ? 'gait.walkingSpeed' : answerIdOf[name as keyof typeof answerIdOf])) : [];
      const shown = [...inputsMissing].sort();
      if (shown.join() !== should.sort().join()) expect({ c, shown }).toEqual({ c, shown: should });
    }
  });

  it('agrees with the published flow for any mixture of known and unknown', () => {
    fc.assert(fc.property(anyCase, (c) => evaluate(c, entry).level === expected(c, entry)), { numRuns: 500 });
  });

  it('never changes a decided level when a missing answer arrives', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), (c, pick) => {
        const { level } = evaluate(c, entry);
        const worlds = completions(c);
        const later = worlds[pick % worlds.length];
        return level === 'indeterminate' || evaluate(later, entry).level === level;
      }),
    );
  });

  it('never lowers an intermediate or high level when the other gait value arrives', () => {
    const ranks = ['low', 'intermediate', 'high'];
    fc.assert(
      fc.property(anyCase, fc.constantFrom(0.5, 1.3), fc.constantFrom(9, 30), (c, speed, tug) => {
        const { level } = evaluate(c, entry);
        if (level === 'indeterminate') return true;
        return ranks.indexOf(evaluate({ speed, tug, ...c }, entry).level) >= ranks.indexOf(level);
      }),
    );
  });
});
