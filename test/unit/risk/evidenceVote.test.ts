import { describe, expect, it } from 'vitest';
import type { EvidenceGrade, EvidenceItem, EvidenceStatus } from '../../../src/model/index.ts';
import { vote } from '../../../src/risk/evidence/vote.ts';

function item(grade: EvidenceGrade, status: EvidenceStatus): EvidenceItem {
  return { id: 'x', domain: 'd', label: 'X', grade, status, value: 1, unit: '1', text: 'X.', source: { citation: 'Somebody 2022' }, flags: [], inputsMissing: [] };
}

describe('the vote of a domain', () => {
  it.each<[what: string, items: EvidenceItem[], voting: boolean, status: EvidenceStatus]>([
    ['no item', [], false, 'missing'],
    ['two concerns, which are one vote', [item('A', 'concern'), item('A', 'concern')], true, 'concern'],
    ['a concern beside a normal value', [item('A', 'ok'), item('A', 'concern')], true, 'concern'],
    ['a borderline beside a normal value', [item('A', 'ok'), item('A', 'borderline')], true, 'borderline'],
    ['a concern beside a borderline', [item('A', 'borderline'), item('A', 'concern')], true, 'concern'],
    ['a normal value beside a missing one', [item('A', 'missing'), item('A', 'ok')], true, 'ok'],
    ['a normal value beside an unusable one', [item('A', 'invalid'), item('A', 'ok')], true, 'ok'],
    ['grade A normal and grade B to watch', [item('A', 'ok'), item('B', 'watch')], true, 'ok'],
    ['grade A missing and grade B to watch', [item('A', 'missing'), item('B', 'watch')], true, 'missing'],
    ['grade B only', [item('B', 'ok'), item('B', 'watch')], false, 'watch'],
    ['grade B without a cut-off', [item('B', 'noCutOff'), item('B', 'missing')], false, 'noCutOff'],
    ['grade C only', [item('C', 'noCutOff')], false, 'missing'],
  ])('of %s', (_what, items, voting, status) => {
    expect(vote(items)).toEqual({ voting, status });
    expect(vote(items.toReversed())).toEqual({ voting, status });
  });
});
