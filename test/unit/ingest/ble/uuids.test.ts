import { expect, test } from 'vitest';
import { plainUuid } from '../../../../src/ingest/transports/ble/uuids.ts';

test.each([
  ['180F', '180f'],
  ['a19', '0a19'],
  ['1', '0001'],
  ['0000180F-0000-1000-8000-00805F9B34FB', '180f'],
  ['15172001-4947-11E9-8646-D663BD873D93', '15172001494711e98646d663bd873d93'],
  // The WitMotion's own base differs from Bluetooth's by one digit.
  ['0000FFE5-0000-1000-8000-00805F9A34FB', '0000ffe500001000800000805f9a34fb'],
])('%s is written %s', (text, plain) => {
  expect(plainUuid(text)).toBe(plain);
  expect(plainUuid(plain)).toBe(plain);
});
