import { describe, expect, test } from 'vitest';
import { analysisTable, wrap } from '../../../src/cli/analysisTable.ts';
import type { AnalysisDocument, MetricValue } from '../../../src/model/index.ts';

const speed: MetricValue = { id: 'gait.walkingSpeed', value: 1.1496, unit: 'm/s', of: 'trial', n: 38, algorithm: 'gait.walkingSpeed@1', site: 'lowerBack', source: 'measured' };

const walk: AnalysisDocument = {
  schema: 'surefoot.analysis/1', software: 'surefoot@0.1.0', protocol: 'walk', algorithms: [],
  recording: { path: 'sub-ada_motion.tsv', sha256: '0'.repeat(64), sampleRateHz: 100, durationS: 61.234, sites: ['lowerBack'], lossPct: 0 },
  participant: { id: 'sub-ada', ageYears: 72, sex: 'F', heightCm: 162 },
  quality: { ok: true, findings: [] },
  gaitSequences: [], walkingBouts: [], initialContacts: [], finalContacts: [], strides: [], turns: [], transfers: [], stances: [], phases: [],
  metrics: [speed],
};
const catalogue = [{ id: 'gait.walkingSpeed', label: 'Walking speed', digits: 2 }];

describe('the table of an analysis', () => {
  test('shows label, value with the digits worth showing, unit and count', () => {
    expect(analysisTable(walk, catalogue, 100)).toBe(
      'sub-ada_motion.tsv\n  Protocol walk; 61.2 s at 100 Hz from lowerBack; sub-ada, 72 years, F, 162 cm\n\n  Walking speed  1.15 m/s  n 38\n',
    );
  });

  test('gives the reason where a value is missing, never a zero or a dash', () => {
    const missing = { ...speed, value: null, missing: 'height and leg length are not known', n: 0 };
    expect(analysisTable({ ...walk, metrics: [missing] }, catalogue, 100)).toContain('  Walking speed  not known: height and leg length are not known\n');
  });

  test('keeps cautions beside the number', () => {
    expect(analysisTable({ ...walk, metrics: [{ ...speed, flags: ['short'] }] }, catalogue, 100)).toContain('n 38  (from little data)');
  });

  test('shows what to mind and what each rule set says, why, and what it lacks', () => {
    const table = analysisTable({
      ...walk,
      quality: { ok: false, findings: [{ code: 'NO_GYROSCOPE', severity: 'note', message: 'The sensor has no gyroscope, so left and right are not told apart.' }, { code: 'LOSS', severity: 'problem', message: 'A third is lost.' }] },
      risk: {
        domains: [],
        models: [{
          id: 'm', version: '1', title: 'Rule set', level: 'intermediate', levelLabel: 'Intermediate', summary: 'Summary.', notes: ['A note.'],
          firedRules: [{ rule: 'r', text: 'Walking speed is 0.72 m/s, at or below 0.80 m/s.', source: { citation: 'Somebody 2022' } }],
          inputsMissing: ['falls.past12Months'], source: { citation: 'Somebody 2022' },
        }],
      },
    }, catalogue, 100);
    expect(table).toContain('Settle this before using the numbers\n  - A third is lost.\n');
    expect(table).toContain('Mind this\n  - The sensor has no gyroscope');
    expect(table).toContain('Rule set: Intermediate\n  Summary.\n  - Walking speed is 0.72 m/s, at or below 0.80 m/s.\n  ? Not known: falls.past12Months\n  * A note.\n');
  });

  test('shows a metric that is in no catalogue by its id rather than dropping it', () => {
    expect(analysisTable({ ...walk, metrics: [{ ...speed, id: 'gait.new' }] }, catalogue, 100)).toContain('gait.new  1.15 m/s');
  });

  test('breaks long sentences at spaces and indents the rest', () => {
    expect(wrap('one two three four five six', 24, '  - ')).toEqual(['  - one two three four', '    five six']);
  });
});
