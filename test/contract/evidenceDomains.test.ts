import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricValue, Participant, RiskReport } from '../../src/model/index.ts';
import { metrics } from '../../src/metrics/index.ts';
import { answerDefinitions, validateAnswers } from '../../src/questionnaires/index.ts';
import type { AnswerDefinition, KnownAnswers } from '../../src/questionnaires/index.ts';
import { evidenceDomains, riskReport } from '../../src/risk/index.ts';

interface World {
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly person: Participant;
}

const ids = [...new Set(evidenceDomains.flatMap((domain) => domain.rules.map((rule) => rule.id)))];
const metricIds = metrics.map((metric) => metric.id as string).filter((id) => (ids as string[]).includes(id));
/** Other values of the walking speed: one that is entered takes the place of an estimate, and is nothing that was missing. */
const TIMED_WALKS: ReadonlySet<string> = new Set(['functionTests.threeMetreWalkS', 'functionTests.fourMetreWalkS', 'functionTests.tenMetreWalkS']);
/** Near the cut-offs, where the edges are, and far away. */
const speeds = fc.oneof(fc.integer({ min: 70, max: 90 }).map((cm) => cm / 100), fc.double({ min: 0.1, max: 2.5, noNaN: true }));

function anyMetric(id: string): fc.Arbitrary<MetricValue> {
  const { unit, of } = metrics.find((metric) => metric.id === id)!;
  return fc.record({
    id: fc.constant(id),
    value: id === 'gait.walkingSpeed' ? speeds : fc.double({ min: 0, max: 400, noNaN: true }),
    unit: fc.constant(unit), of: fc.constant(of), n: fc.nat(40), algorithm: fc.constant(`${id}@1`), site: fc.constant('lowerBack'),
    source: fc.constantFrom('measured' as const, 'entered' as const),
    flags: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant(['outsidePlausibleRange']) }),
  });
}

function anyAnswer(definition: AnswerDefinition): fc.Arbitrary<unknown> {
  switch (definition.kind) {
    case 'yesNo':
      return fc.boolean();
    case 'count':
      return fc.integer({ min: definition.min, max: Math.min(definition.max, 20) });
    case 'seconds':
      return fc.oneof(fc.integer({ min: 98, max: 122 }).map((tenths) => tenths / 10), fc.double({ min: definition.min, max: 30, noNaN: true }));
    case 'word':
      return fc.constantFrom(...definition.words.map((word) => word.value));
  }
}

/** Everything is known, and nothing of it contradicts itself. */
const anyWorld: fc.Arbitrary<World> = fc
  .record({
    metrics: fc.record(Object.fromEntries(metricIds.map((id) => [id, anyMetric(id)]))),
    answers: fc.record(Object.fromEntries(answerDefinitions.filter((d) => !TIMED_WALKS.has(d.id)).map((d) => [d.id, anyAnswer(d)]))),
    person: fc.record({ ageYears: fc.integer({ min: 55, max: 98 }), sex: fc.constantFrom('F' as const, 'M' as const) }),
  })
  .map(({ answers, ...rest }) => {
    const fell = (answers['falls.past12Months'] as number) > 0;
    const bound = Object.keys(answers).filter((id) => id.startsWith('falls.') && typeof answers[id] === 'boolean');
    const ofAFall = fell ? {} : Object.fromEntries(bound.map((id) => [id, false]));
    return { ...rest, answers: { ...answers, ...ofAFall, 'keyQuestions.fell': fell } };
  });

const keysOf = (world: World): string[] => [...Object.keys(world.metrics), ...Object.keys(world.answers), ...Object.keys(world.person)];
const only = <T>(of: Readonly<Record<string, T>>, kept: ReadonlySet<string>): Record<string, T> => Object.fromEntries(Object.entries(of).filter(([key]) => kept.has(key)));
function part(world: World, kept: readonly string[]): World {
  const names = new Set(kept);
  return { metrics: only(world.metrics, names), answers: only(world.answers, names), person: only(world.person as Record<string, unknown>, names) };
}
const reportOf = ({ metrics: values, answers, person }: World): RiskReport =>
  riskReport({ metrics: Object.values(values), answers: validateAnswers(answers), participant: person });

/** A whole world, a part of what is known of it, and that part with one thing more. */
const anyLearning = anyWorld.chain((world) =>
  fc.tuple(fc.shuffledSubarray(keysOf(world)), fc.shuffledSubarray(keysOf(world), { minLength: 1 })).map(([known, [next]]) => ({
    world,
    before: part(world, known),
    after: part(world, [...known, next]),
  })),
);

const statusOf = (report: RiskReport, id: string) => report.domains.find((domain) => domain.id === id)!.status;

describe('the evidence profile', () => {
  it('has a file for every domain that holds evidence, and an id for every one', () => {
    const files = readdirSync(new URL('../../src/risk/evidence/domains/', import.meta.url)).filter((name) => name !== 'index.ts').map((name) => name.replace('.ts', ''));
    expect(evidenceDomains.filter((domain) => domain.rules.length > 0).map((domain) => domain.id).sort()).toEqual(files.sort());
    expect(new Set(evidenceDomains.map((domain) => domain.id)).size).toBe(evidenceDomains.length);
  });

  it('uses no metric or answer in two places', () => {
    const all = evidenceDomains.flatMap((domain) => domain.rules.map((rule) => rule.id));
    expect(new Set(all).size).toBe(all.length);
  });

  it('never takes a concern back when something missing becomes known', () => {
    fc.assert(
      fc.property(anyLearning, ({ before, after }) => {
        const [earlier, later] = [reportOf(before), reportOf(after)];
        expect(later.score.concern).toBeGreaterThanOrEqual(earlier.score.concern);
        for (const { id, status } of earlier.domains) if (status === 'concern') expect(statusOf(later, id)).toBe('concern');
        expect(later.score.atLeast).toBeGreaterThanOrEqual(earlier.score.atLeast);
        expect(later.score.atMost).toBeLessThanOrEqual(earlier.score.atMost);
      }),
      { numRuns: 500 },
    );
  });

  it('gives bounds that hold the final count, whatever becomes known', () => {
    fc.assert(
      fc.property(anyLearning, ({ world, before }) => {
        const { atLeast, atMost } = reportOf(before).score;
        const { concern } = reportOf(world).score;
        expect(concern).toBeGreaterThanOrEqual(atLeast);
        expect(concern).toBeLessThanOrEqual(atMost);
      }),
      { numRuns: 500 },
    );
  });

  it('asks only for what is not known, and for nothing that cannot change the status', () => {
    fc.assert(
      fc.property(anyLearning, ({ before }) => {
        const known = new Set(keysOf(before));
        for (const item of reportOf(before).domains.flatMap((domain) => domain.items)) {
          for (const id of item.inputsMissing) expect(known).not.toContain(id.replace('participant.', ''));
          if (item.status === 'missing') expect(item.inputsMissing).not.toEqual([]);
        }
      }),
    );
  });

  it('gives every domain one vote and counts no other', () => {
    fc.assert(
      fc.property(anyLearning, ({ before }) => {
        const { domains, score } = reportOf(before);
        const voting = domains.filter((domain) => domain.items.some((item) => item.grade === 'A'));
        expect(score.countable).toBe(voting.length);
        expect(score.concern).toBe(voting.filter((domain) => domain.items.some((item) => item.grade === 'A' && item.status === 'concern')).length);
        expect(score.concern).toBeLessThanOrEqual(score.assessed);
        expect(score.assessed).toBeLessThanOrEqual(score.countable);
        expect(score.contributors.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('never lets grade B be of concern, nor judges grade C', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyLearning, ({ before }) => {
        for (const item of reportOf(before).domains.flatMap((domain) => domain.items)) {
          seen.add(`${item.grade} ${item.status}`);
          if (item.grade === 'B') expect(item.status).not.toBe('concern');
          if (item.grade === 'C') expect(['noCutOff', 'invalid', 'missing']).toContain(item.status);
        }
      }),
      { numRuns: 500, seed: 20221122 },
    );
    expect(seen).toContain('A concern');
    expect(seen).toContain('B watch');
    expect(seen).toContain('C noCutOff');
  });

  it('traces every value to an algorithm or an entry, and every item to a citation', () => {
    fc.assert(
      fc.property(anyLearning, ({ before }) => {
        for (const item of reportOf(before).domains.flatMap((domain) => domain.items)) {
          expect(item.source.citation.length).toBeGreaterThan(5);
          expect(item.value === null).toBe(item.origin === undefined);
          if (item.origin !== undefined) expect(item.origin.algorithm !== undefined).toBe(item.origin.kind !== 'entered');
          if (['concern', 'watch', 'borderline', 'ok'].includes(item.status)) expect(item.threshold).toBeDefined();
          if (item.status === 'noCutOff') expect(item).not.toHaveProperty('threshold');
        }
      }),
    );
  });

  it('speaks in whole sentences, with no probability, no colour and no forecast', () => {
    fc.assert(
      fc.property(anyLearning, ({ before }) => {
        const { domains, score } = reportOf(before);
        const sentences = [score.summary, ...score.notes, ...score.contributors.flatMap(({ text, advice }) => [text, advice.text]), ...domains.flatMap((d) => d.items.map((item) => item.text))];
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
          expect(sentence).not.toMatch(/\bper cent\b|probab|\bchance\b|will fall|\b(red|amber|green|yellow)\b|NaN|undefined|null/i);
        }
        expect(score.summary).not.toContain('%');
      }),
    );
  });

  it('says the same for the same inputs', () => {
    fc.assert(fc.property(anyLearning, ({ before }) => {
      expect(reportOf(structuredClone(before))).toEqual(reportOf(before));
    }), { numRuns: 50 });
  });

  it('says the same whatever order an answer came in', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const turned = Object.fromEntries(Object.entries(world.answers).toReversed()) as KnownAnswers;
        expect(reportOf({ ...world, answers: turned })).toEqual(reportOf(world));
      }),
      { numRuns: 50 },
    );
  });
});
