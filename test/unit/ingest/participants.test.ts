import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseParticipant, parseUnits, participantTable } from '../../../src/ingest/formats/bidsMotion/participants.ts';

const read = (text: string, id: string | null = 'sub-01', units: ReadonlyMap<string, string> = new Map()): unknown => parseParticipant('participants.tsv', text, id, units);

describe('a participant', () => {
  it('has what the table knows and nothing else', () => {
    expect(read('participant_id\tgroup\tage\tsex\theight\tweight\tleg_length\nsub-01\tHA\t71\tf\t165.5\tn/a\t88\n')).toEqual({ id: 'sub-01', ageYears: 71, sex: 'F', heightCm: 165.5, legLengthCm: 88 });
  });

  it('who is not in the table has only an id', () => {
    expect(read('participant_id\tage\nsub-02\t71\n')).toEqual({ id: 'sub-01' });
  });

  it('is found whether or not the table writes sub-', () => {
    expect(read('participant_id\tage\n01\t71\n')).toEqual({ id: 'sub-01', ageYears: 71 });
  });

  it('is converted from the units participants.json states', () => {
    const units = parseUnits('participants.json', '{"height": {"Units": "m"}, "leg_length": {"Units": "mm"}, "group": {"Levels": {}}}');
    expect(read('participant_id\theight\tleg_length\nsub-01\t1.73\t875\n', 'sub-01', units)).toEqual({ id: 'sub-01', heightCm: 173, legLengthCm: 87.5 });
  });

  it('of 90 or more, written 89+, counts as 89', () => {
    expect(read('participant_id\tage\nsub-01\t89+\n')).toEqual({ id: 'sub-01', ageYears: 89 });
  });

  it('of another sex has none that a norm could use', () => {
    expect(read('participant_id\tsex\nsub-01\to\n')).toEqual({ id: 'sub-01' });
  });

  it('is the same after it was archived', () => {
    const person = fc.record({
      id: fc.constant('sub-7'), ageYears: fc.integer({ min: 18, max: 100 }), sex: fc.constantFrom('F' as const, 'M' as const), heightCm: fc.double({ min: 50, max: 250, noNaN: true }),
      legLengthCm: fc.double({ min: 20, max: 150, noNaN: true }), massKg: fc.double({ min: 2, max: 400, noNaN: true }),
    }, { requiredKeys: ['id'] });
    fc.assert(fc.property(person, (one) => {
      expect(read(participantTable(one), null)).toEqual(one);
    }));
  });
});
