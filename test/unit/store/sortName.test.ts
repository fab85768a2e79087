import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortName } from '../../../src/store/sqlite/sortName.ts';

const sorted = (names: readonly string[]) => [...names].sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1));

test('names are listed without regard to accents, case and outer spaces', () => {
  expect(sorted(['Zoë', 'émile', ' Ångström', 'Bob', 'Emil'])).toEqual([' Ångström', 'Bob', 'Emil', 'émile', 'Zoë']);
});

test('numbers in names are listed by size', () => {
  expect(sorted(['Patient 10', 'Patient 2', 'Patient 002b'])).toEqual(['Patient 2', 'Patient 002b', 'Patient 10']);
});

test('a name and its decomposed form have the same key', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => sortName(name.normalize('NFD')) === sortName(name.normalize('NFC'))));
});
