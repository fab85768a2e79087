import { expect, test } from 'vitest';
import { seriesWords } from '../../../src/dashboard/parts/seriesWords.ts';

const well = { home: 'influxdb', ok: true, waiting: 0, lagS: 0, filled: 1 } as const;

test('the foot of the page tells how far InfluxDB is, and nothing where there is none', () => {
  expect(seriesWords({ ...well, home: 'embedded' })).toBeNull();
  expect(seriesWords(well)).toBe('Series: InfluxDB has every result.');
  expect(seriesWords({ ...well, filled: 0.5 })).toBe('Series: older results are being copied to InfluxDB (50 %).');
  expect(seriesWords({ ...well, ok: false })).toBe('InfluxDB does not answer; results are kept and shown here, and will be copied.');
  expect(seriesWords({ ...well, ok: false, waiting: 1, lagS: 89 })).toMatch(/^Series: 1 result waits for InfluxDB, the oldest for 89 s\. InfluxDB does not answer/);
  expect(seriesWords({ ...well, waiting: 12, lagS: 200 })).toContain('12 results wait for InfluxDB, the oldest for 3 min.');
  expect(seriesWords({ ...well, waiting: 12, lagS: 7300 })).toContain('for 2 h.');
});
