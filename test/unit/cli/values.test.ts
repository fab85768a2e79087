import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, integerBetween, numberBetween, port } from '../../../src/cli/values.ts';

describe('number options', () => {
  const height = numberBetween(80, 230, 'cm');

  test('take any plain decimal number within their range', () => {
    fc.assert(fc.property(fc.integer({ min: 800, max: 2300 }), (tenths) => {
      expect(height(String(tenths / 10))).toBe(tenths / 10);
    }));
  });

  test.each(['abc', '', ' ', '1e2', '0x90', '170cm', '1,70', 'NaN', 'Infinity', '170 ', '--', '79.9', '231', '-170'])('refuse %j and say the range', (text) => {
    expect(() => height(text)).toThrow('Give a number from 80 to 230 cm.');
  });

  test('whole-number options refuse a fraction', () => {
    expect(() => integerBetween(0, 10)('1.5')).toThrow('Give a whole number from 0 to 10.');
    expect(integerBetween(0, 10)('7')).toBe(7);
  });

  test('a port ends at 65535', () => {
    expect(port('65535')).toBe(65_535);
    expect(() => port('65536')).toThrow('Give a number from 0 to 65535.');
  });
});

describe('a time', () => {
  test('is taken as it was written when it has a zone', () => {
    expect(instant('2026-03-14T09:30:00+01:00')).toBe('2026-03-14T09:30:00+01:00');
  });

  test.each(['2026-03-14', '2026-03-14T09:30:00', '14.3.2026', '2026-13-01T00:00:00Z', 'now'])('is refused as %j', (text) => {
    expect(() => instant(text)).toThrow('Give a date and time with zone');
  });
});
