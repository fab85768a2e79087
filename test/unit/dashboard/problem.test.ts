import { describe, expect, it } from 'vitest';
import { fieldName, problemFrom } from '../../../src/dashboard/client/problem.ts';

describe('problemFrom', () => {
  it("keeps the server's own words, its fields and the request id", () => {
    const problem = problemFrom(400, {
      title: 'The request has a value that cannot be used',
      status: 400,
      detail: 'falls.past12Months cannot be used: enter a whole number from 0 to 365',
      code: 'BAD_INPUT',
      requestId: 'r-1',
      errors: [{ field: 'body.answers.falls.past12Months', message: 'enter a whole number' }, { nonsense: true }],
    });
    expect(problem.message).toBe('falls.past12Months cannot be used: enter a whole number from 0 to 365');
    expect(problem).toMatchObject({ status: 400, code: 'BAD_INPUT', requestId: 'r-1', fields: [{ field: 'falls.past12Months', message: 'enter a whole number' }] });
  });

  it('falls back to the title when there is no detail', () => {
    expect(problemFrom(404, { title: 'There is no such thing' }).message).toBe('There is no such thing');
  });

  it.each([null, 'a page of HTML', 17, [], {}])('makes one clear line of an answer that is no problem document: %j', (body) => {
    expect(problemFrom(502, body)).toMatchObject({ status: 502, message: 'The server answered with status 502 and no explanation.', fields: [] });
  });
});

describe('fieldName', () => {
  it.each([
    ['body.username', 'username'],
    ['body.answers.falls.past12Months', 'falls.past12Months'],
    ['answers.falls.past12Months', 'falls.past12Months'],
    ['/answers/frailty.frail', 'frailty.frail'],
    ['falls.past12Months', 'falls.past12Months'],
  ])('reads %s as %s', (path, name) => {
    expect(fieldName(path)).toBe(name);
  });
});
