import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricValue, RiskModelResult } from '../../src/model/index.ts';
import { answerDefinitions } from '../../src/questionnaires/index.ts';
import type { AnswerDefinition, KnownAnswers } from '../../src/questionnaires/index.ts';
import { riskModels } from '../../src/risk/index.ts';

const common = ['indeterminate', 'notApplicable'];
const models = riskModels.map((model) => ({ name: model.id, model }));

function anyAnswer(definition: AnswerDefinition): fc.Arbitrary<unknown> {
  switch (definition.kind) {
    case 'yesNo':
      return fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
    case 'count':
      return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: definition.min, max: definition.min + 1 }) }, { weight: 1, arbitrary: fc.integer({ min: definition.min, max: Math.min(definition.max, 20) }) });
    case 'seconds':
      return fc.double({ min: definition.min, max: Math.min(definition.max, 30), noNaN: true });
    case 'word':
      return fc.constantFrom(...definition.words.map((word) => word.value));
  }
}

const ids = answerDefinitions.map((d) => d.id);
/** A full form, or one with answers left out. Mostly "no" and small numbers, or every case would be a severe one. */
const anyAnswers: fc.Arbitrary<KnownAnswers> = fc
  .tuple(fc.record(Object.fromEntries(answerDefinitions.map((d) => [d.id, anyAnswer(d)]))), fc.oneof(fc.constant(ids), fc.subarray(ids)))
  .map(([all, kept]) => Object.fromEntries(kept.map((id) => [id, all[id]])) as KnownAnswers);
const anyMetric: fc.Arbitrary<MetricValue> = fc.record({
  id: fc.constant('gait.walkingSpeed'),
  value: fc.option(fc.double({ min: 0.1, max: 2.5, noNaN: true })),
  unit: fc.constant('m/s' as const),
  of: fc.constant('trial' as const),
  n: fc.nat(40),
  algorithm: fc.constant('gait.walkingSpeed@1'),
  site: fc.constant('lowerBack'),
  source: fc.constantFrom('measured' as const, 'entered' as const),
});
const anyInputs = fc.record({
  metrics: fc.record({ 'gait.walkingSpeed': anyMetric }, { requiredKeys: [] }),
  answers: anyAnswers,
  person: fc.record({ ageYears: fc.integer({ min: 18, max: 105 }), sex: fc.constantFrom('F' as const, 'M' as const) }, { requiredKeys: [] }),
});

/** Tells which properties were looked at. */
function watched<T extends object>(target: T, seen: Set<string>): T {
  const note = (key: string | symbol): void => void (typeof key === 'string' && seen.add(key));
  return new Proxy(target, {
    get: (object, key) => (note(key), Reflect.get(object, key)),
    has: (object, key) => (note(key), Reflect.has(object, key)),
    ownKeys: () => {
      throw new Error('a model must read its declared inputs by name, not list them all');
    },
  });
}

const sentences = (result: RiskModelResult): string[] => [result.summary, ...result.notes, ...result.firedRules.map((rule) => rule.text)];

describe('the list of rule sets', () => {
  it('comes from every file of its folder', () => {
    const files = readdirSync(new URL('../../src/risk/models/', import.meta.url)).filter((name) => name !== 'index.ts');
    for (const file of files) expect(riskModels.map((m) => m.id.split('.')[0]), file).toContain(file.replace('.ts', ''));
    expect(new Set(riskModels.map((m) => m.id.split('.')[0])).size).toBe(files.length);
  });

  it('gives every rule set an id of its own', () => {
    expect(new Set(riskModels.map((m) => m.id)).size).toBe(riskModels.length);
  });
});

describe.each(models)('rule set $name', ({ model }) => {
  const each = (check: (result: RiskModelResult, inputs: { answers: KnownAnswers }) => void, options: { numRuns: number; seed?: number } = { numRuns: 300 }): void => {
    fc.assert(fc.property(anyInputs, (inputs) => check(model.evaluate(inputs), inputs)), options);
  };

  it('says for whom it was written and cites its sources', () => {
    expect(model.population).toMatch(/\.$/);
    expect(model.title.length).toBeGreaterThan(5);
    for (const source of model.sources) expect(source.citation.length).toBeGreaterThan(5);
  });

  it('ends in one of its own levels, or in none with a reason', () => {
    const levels = [...model.levels.map((l) => l.id), ...common];
    expect(new Set(levels).size).toBe(levels.length);
    each((result) => {
      expect(levels).toContain(result.level);
      expect(result.levelLabel).not.toBe('');
      expect([result.id, result.version, result.title]).toEqual([model.id, model.version, model.title]);
    });
  });

  it('reaches every one of its levels', () => {
    const reached = new Set<string>();
    each((result) => void reached.add(result.level), { numRuns: 1000, seed: 20221122 });
    for (const level of [...model.levels.map((l) => l.id), 'indeterminate']) expect(reached).toContain(level);
  });

  it('names missing inputs exactly where it is undecided, and only declared ones that are unknown', () => {
    const declared = [...model.inputs.metrics, ...model.inputs.answers, ...model.inputs.person.map((name) => `participant.${name}`)] as string[];
    each((result, { answers }) => {
      expect(result.inputsMissing.length > 0).toBe(result.level === 'indeterminate');
      expect(new Set(result.inputsMissing).size).toBe(result.inputsMissing.length);
      for (const id of result.inputsMissing) {
        expect(declared).toContain(id);
        if (id !== 'falls.past12Months') expect(Object.keys(answers)).not.toContain(id);
      }
    });
  });

  it('reads only the inputs it declares', () => {
    const seen = { metrics: new Set<string>(), answers: new Set<string>(), person: new Set<string>() };
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        model.evaluate({
          metrics: watched(inputs.metrics, seen.metrics),
          answers: watched(inputs.answers, seen.answers),
          person: watched(inputs.person, seen.person),
        });
      }),
      { numRuns: 1000, seed: 20221122 },
    );
    expect([...seen.metrics].sort()).toEqual([...model.inputs.metrics].sort());
    expect([...seen.answers].sort()).toEqual([...model.inputs.answers].sort());
    expect([...seen.person].sort()).toEqual([...model.inputs.person].sort());
  });

  it('speaks in whole sentences, with a citation for every fired rule', () => {
    each((result) => {
      for (const sentence of sentences(result)) expect(sentence).toMatch(/^\S.*\.$/);
      for (const rule of result.firedRules) expect(rule.source.citation.length).toBeGreaterThan(5);
      expect(new Set(result.firedRules.map((rule) => rule.rule)).size).toBe(result.firedRules.length);
    });
  });

  it('fires a rule for every level above its lowest', () => {
    const above = model.levels.slice(1).map((l) => l.id);
    each((result) => {
      if (above.includes(result.level)) expect(result.firedRules.length).toBeGreaterThan(0);
    });
  });

  it('gives no probability, no colour and no forecast', () => {
    each((result) => {
      const text = sentences(result).join(' ');
      expect(text).not.toMatch(/%|\bper cent\b|probab|\bchance\b|will fall|\b(red|amber|green|yellow)\b/i);
      expect(text).not.toMatch(/NaN|undefined|null|not known,/);
    });
  });

  it('says the same for the same inputs', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        expect(model.evaluate(inputs)).toEqual(model.evaluate(structuredClone(inputs)));
      }),
    );
  });
});
