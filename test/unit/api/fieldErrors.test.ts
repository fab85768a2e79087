import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TSchema } from 'typebox';
import { describe, expect, test } from 'vitest';
import { fieldErrors } from '../../../src/api/plugins/fieldErrors.ts';
import { NewPatient, PageQuery, PatientChange, SeriesQuery } from '../../../src/api/schemas/index.ts';

function check(schema: TSchema, httpPart: string, value: unknown): Record<string, string> {
  const validate = TypeBoxValidatorCompiler({ schema, httpPart, method: 'POST', url: '/' });
  const result = validate(value) as { value?: unknown; error?: Parameters<typeof fieldErrors>[0] };
  return Object.fromEntries(fieldErrors(result.error ?? [], httpPart).map(({ field, message }) => [field, message]));
}

describe('what is wrong with a request is said field by field', () => {
  test('for a body', () => {
    expect(check(NewPatient, 'body', { displayName: ' ', heightCm: 20, massKg: 500, birthYear: 1950.5, sex: 'X', externalId: '', colour: 'red' })).toEqual({
      'body.displayName': 'has characters that are not allowed here',
      'body.heightCm': 'must be at least 50',
      'body.massKg': 'must be at most 400',
      'body.birthYear': 'must be a whole number',
      'body.sex': 'must be one of F, M',
      'body.externalId': 'must not be empty',
      'body.colour': 'is not known here',
    });
  });

  test('for a body that is missing, empty, or too long in a field', () => {
    expect(check(NewPatient, 'body', undefined)).toEqual({ body: 'must be an object' });
    expect(check(NewPatient, 'body', {})).toEqual({ 'body.displayName': 'is missing' });
    expect(check(NewPatient, 'body', { displayName: 'x'.repeat(121) })).toEqual({ 'body.displayName': 'must have at most 120 characters' });
    expect(check(PatientChange, 'body', {})).toEqual({ body: 'must have at least one field' });
  });

  test('for a query', () => {
    expect(check(PageQuery, 'querystring', { limit: 'many', page: '2' })).toEqual({ 'query.limit': 'must be a whole number', 'query.page': 'is not known here' });
    expect(check(SeriesQuery, 'querystring', { metric: 'm', from: 'yesterday' })).toEqual({ 'query.from': 'must be a time with zone, such as 2026-03-01T09:00:00Z' });
  });

  test('and nothing is said of a request that is right', () => {
    expect(check(PageQuery, 'querystring', { limit: '10' })).toEqual({});
    expect(check(PatientChange, 'body', { heightCm: null, sex: null, externalId: null })).toEqual({});
  });
});

test('numbers in a body are never guessed from words', () => {
  expect(check(NewPatient, 'body', { displayName: 'Ida', heightCm: '170' })).toEqual({ 'body.heightCm': 'must be a number' });
});
