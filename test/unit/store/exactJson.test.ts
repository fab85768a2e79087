import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJson, toPackedJson, unpackedJson } from '../../../src/store/sqlite/exactJson.ts';

test('packed numbers come back bit by bit', async () => {
  const column = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0)));
  await fc.assert(fc.asyncProperty(column, async (values) => {
    expect(JSON.parse(await unpackedJson(toPackedJson(values, 'The traces')))).toEqual(values);
  }));
});

test('the same value packs to the same bytes', () => {
  const traces = { ap: Array.from({ length: 1000 }, (_, i) => Math.sin(i)) };
  expect(toPackedJson(traces, 'The traces')).toEqual(toPackedJson(structuredClone(traces), 'The traces'));
});

test.each([NaN, Infinity, -Infinity])('%d is refused with the place where it stands', (wrong) => {
  expect(() => toJson({ metrics: [{ value: wrong }] }, 'The document')).toThrow(new RangeError(`The document holds the number ${wrong} at "value": only finite numbers can be kept`));
});
