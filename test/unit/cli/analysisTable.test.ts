import { describe, expect, test } from 'vitest';
import { analysisTable, wrap } from '../../../src/cli/analysisTable.ts';
import type { AnalysisDocument, MetricValue } from '../../../src/model/index.ts';
import { riskReport } from '../../../src/risk/index.ts';

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

  test('shows what to settle before use and what to mind', () => {
    const table = analysisTable({
      ...walk,
      quality: {
        ok: false,
        findings: [
          { code: 'NO_GYROSCOPE', severity: 'note', message: 'The sensor has no gyroscope.' },
          { code: 'LOSS', severity: 'problem', message: 'A third of the samples is missing.' },
        ],
      },
    }, catalogue, 100);
    expect(table).toContain('Settle this before using the numbers\n  - A third of the samples is missing.\n\nMind this\n  - The sensor has no gyroscope.\n');
  });

  test('shows what each rule set says, why, what it lacks and what it notes', () => {
    const slow = { ...speed, value: 0.72 };
    const risk = riskReport({ metrics: [slow], answers: { 'falls.past12Months': 1 }, participant: { ageYears: 81 } });
    // Lines are broken to the width of the terminal; the words must all be there.
    const words = analysisTable({ ...walk, metrics: [slow], risk }, catalogue, 80).replace(/\s+/g, ' ');
    expect(risk.models.flatMap(({ firedRules }) => firedRules)).not.toEqual([]);
    for (const { title, levelLabel, summary, firedRules, inputsMissing, notes } of risk.models) {
      expect(words).toContain(`${title}: ${levelLabel} ${summary}`);
      for (const { text } of firedRules) expect(words).toContain(`- ${text}`);
      if (inputsMissing.length > 0) expect(words).toContain(`? Not known: ${inputsMissing.join(', ')}`);
      for (const note of notes) expect(words).toContain(`* ${note}`);
    }
    expect(words).toContain(`Evidence by domain: ${risk.score.summary}`);
    expect(words).toContain('- What can be worked on: walking pace and mobility');
    expect(words).toContain(`Evidence by domain: ${risk.score.summary}`);
    for (const { label } of risk.score.contributors) expect(words).toContain(label.toLowerCase());
  });

  test('shows a metric that is in no catalogue by its id rather than dropping it', () => {
    expect(analysisTable({ ...walk, metrics: [{ ...speed, id: 'gait.new' }] }, catalogue, 100)).toContain('gait.new  1.15 m/s');
  });

  test('puts numbers of several kinds under headings and leaves out the exploratory ones unless asked', () => {
    const several = { ...walk, metrics: [speed, { ...speed, id: 'turn.duration' }, { ...speed, id: 'trunk.rmsAp' }] };
    const table = analysisTable(several, catalogue, 100);
    expect(table).toContain('  Walking\n    Walking speed  1.15 m/s  n 38\n  Turns\n    turn.duration  1.15 m/s  n 38\n\n  1 exploratory number of the trunk is left out; --all shows it.\n');
    expect(table).not.toContain('trunk.rmsAp');
    const all = analysisTable(several, catalogue, 100, { all: true });
    expect(all).toContain('  Trunk movement, exploratory\n    trunk.rmsAp    1.15 m/s  n 38\n');
    expect(all).not.toContain('left out');
  });

  test('calls exploratory only what neither a rule set nor a domain uses', () => {
    const { models, domains } = riskReport({ metrics: [], answers: {}, participant: {} });
    const used = [...models.flatMap(({ inputsMissing }) => inputsMissing), ...domains.flatMap(({ items }) => items.flatMap(({ id, inputsMissing }) => [id, ...inputsMissing]))];
    expect(used).toContain('gait.walkingSpeed');
    expect(used.filter((id) => id.startsWith('trunk.'))).toEqual([]);
  });

  test('breaks long sentences at spaces and indents the rest', () => {
    expect(wrap('one two three four five six', 24, '  - ')).toEqual(['  - one two three four', '    five six']);
  });
});

describe('the table of a standing test', () => {
  const held: MetricValue = { id: 'stance.heldTime', value: 6.38, unit: 's', of: 'stance', n: 1, algorithm: 'stance.heldTime@1', site: 'lowerBack', source: 'measured' };
  const sway = (id: string): MetricValue => ({ ...held, id, value: null, missing: 'It was too short.', unit: 'm/s2', n: 0 });
  const words = [{ id: 'stance.heldTime', label: 'Time held', digits: 2 }, { id: 'sway.rms', label: 'Sway', digits: 3 }, { id: 'sway.rmsAp', label: 'Sway, forward', digits: 3 }, { id: 'sway.f50', label: 'Median frequency', digits: 2, detail: true as const }];
  const stances = [{ startS: 5, endS: 11.38, condition: 'tandem, eyes open, firm', heldS: 6.38, ended: 'step' as const, events: [] }];
  const tandem: AnalysisDocument = { ...walk, protocol: 'stanceTandem', stances, metrics: [held, sway('sway.rms'), sway('sway.rmsAp'), sway('sway.f50')] };

  test('says how long the stance was held and how it ended', () => {
    expect(analysisTable(tandem, words, 200)).toContain('  Stance (tandem, eyes open, firm) from 5.0 to 11.4 s, held for 6.38 s; a foot was moved.\n');
  });

  test('says a reason once for rows that follow each other, and leaves details for --all', () => {
    const table = analysisTable(tandem, words, 200);
    expect(table).toMatch(/Sway {2,}not known: It was too short\.\n {4}Sway, forward {2}not known, as above\n/);
    expect(table).toContain('1 further number is left out; --all shows it.');
    expect(table).not.toContain('Median frequency');
    expect(analysisTable(tandem, words, 200, { all: true })).toContain('Median frequency');
  });

  test('says one reason for all where nothing was measured', () => {
    const refused = { ...tandem, stances: [], metrics: [sway('sway.rms'), sway('sway.rmsAp')] };
    const table = analysisTable(refused, words, 200);
    expect(table).toContain('  Nothing was measured: It was too short.\n');
    expect(table).not.toContain('not known');
  });
});
