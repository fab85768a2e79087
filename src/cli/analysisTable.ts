import { METRIC_FLAGS, UNITS } from '../model/index.ts';
import type { AnalysisDocument, EvidenceScore, Finding, MetricValue, NormResult, RiskModelResult, StanceEnding } from '../model/index.ts';

/** What the table needs to know of a metric beyond its value. */
export interface MetricWords {
  readonly id: string;
  readonly label: string;
  readonly digits: number;
  /** Shown only where everything is asked for. */
  readonly detail?: true;
}

const flagWords: Readonly<Record<string, string | undefined>> = METRIC_FLAGS;

/** Kinds of metric by the first part of their ids. */
const kindWords: Readonly<Record<string, string | undefined>> = {
  tug: 'Timed up and go', chair: 'Rises in a row', transfer: 'Rising and sitting down', sway: 'Quiet standing', stance: 'Stance', walk: 'Timed walk', gait: 'Walking', turn: 'Turns',
  turnInPlace: 'Turning on the spot', stairs: 'Stairs', trunk: 'Trunk movement, exploratory',
};
/** Kinds that no rule set and no domain uses: left out unless asked for. */
const EXPLORATORY_KINDS: ReadonlySet<string> = new Set(['trunk']);

const kindOf = ({ id }: MetricValue): string => id.split('.')[0];

/** An analysis as a person reads it: what was measured or why not, what to mind, what the rule sets say and what the evidence adds up to. */
export function analysisTable(document: AnalysisDocument, catalogue: readonly MetricWords[], columns: number, { all = false, norms = [] }: { all?: boolean; norms?: readonly NormResult[] } = {}): string {
  const isDetail = (metric: MetricValue) => catalogue.find(({ id }) => id === metric.id)?.detail === true;
  const shown = document.metrics.filter((metric) => all || !(EXPLORATORY_KINDS.has(kindOf(metric)) || isDetail(metric)));
  const left = document.metrics.filter((metric) => !shown.includes(metric));
  const blocks = [
    [document.recording.path, ...wrap(describeRecording(document), columns, '  ')],
    document.stances.flatMap((stance) => wrap(stanceWords(stance), columns, '  ')),
    ...measurements(shown, left, catalogue, columns),
    transferRows(document),
    listed('Norms and cut-offs', norms.map(({ outcome, text }) => `${catalogue.find(({ id }) => id === outcome)?.label ?? outcome}: ${text}`), columns),
    listed('Settle this before using the numbers', messages(document, 'problem'), columns),
    listed('Mind this', messages(document, 'note'), columns),
    ...(document.risk?.models.map((model) => riskLines(model, columns)) ?? []),
    document.risk === undefined ? [] : scoreLines(document.risk.score, columns),
  ];
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n') + '\n';
}

/** The rows and what is left out of them; one line where one reason stands for every row. */
function measurements(shown: readonly MetricValue[], left: readonly MetricValue[], catalogue: readonly MetricWords[], columns: number): string[][] {
  const [first] = shown;
  if (shown.length > 1 && first.value === null && shown.every(({ value, missing }) => value === null && missing === first.missing)) {
    return [wrap(`Nothing was measured: ${first.missing ?? 'no reason was given'}`, columns, '  ')];
  }
  const [is, it, numbers] = left.length === 1 ? ['is', 'it', 'number'] : ['are', 'them', 'numbers'];
  const kind = left.every((metric) => EXPLORATORY_KINDS.has(kindOf(metric))) ? `exploratory ${numbers} of the trunk` : `further ${numbers}`;
  return [metricRows(shown, catalogue, columns), left.length === 0 ? [] : [`  ${left.length} ${kind} ${is} left out; --all shows ${it}.`]];
}

const endingWords: Record<StanceEnding, string> = {
  full: 'the time of the test was over',
  step: 'a foot was moved',
  lossOfBalance: 'the balance was lost',
  stop: 'the end was marked',
  recordingEnd: 'the recording ended',
};

function stanceWords({ startS, endS, condition, heldS, ended }: AnalysisDocument['stances'][number]): string {
  const held = heldS === undefined ? '' : `, held for ${heldS.toFixed(2)} s`;
  return `Stance${condition === undefined ? '' : ` (${condition})`} from ${startS.toFixed(1)} to ${endS.toFixed(1)} s${held}${ended === undefined ? '' : `; ${endingWords[ended]}`}.`;
}

function describeRecording({ recording, participant, protocol }: AnalysisDocument): string {
  const person = [
    participant?.id,
    participant?.ageYears === undefined ? undefined : `${participant.ageYears} years`,
    participant?.sex,
    participant?.heightCm === undefined ? undefined : `${participant.heightCm} cm`,
  ].filter((part) => part !== undefined);
  const loss = recording.lossPct > 0 ? `, ${recording.lossPct.toFixed(1)} % of samples lost` : '';
  const sensors = `${recording.durationS.toFixed(1)} s at ${recording.sampleRateHz} Hz from ${recording.sites.join(', ')}${loss}`;
  return `Protocol ${protocol}; ${sensors}${person.length > 0 ? `; ${person.join(', ')}` : ''}`;
}

const transferWords = { sitToStand: 'rises', standToSit: 'sits down' } as const;

/** Every rise and sit, one a line. */
function transferRows({ transfers }: AnalysisDocument): string[] {
  if (transfers.length === 0) return [];
  return [
    '  Found',
    ...transfers.map(({ kind, startS, endS, complete, heightM, peakVelocityMps, leanDeg }) => {
      const about = [
        heightM === undefined ? undefined : `${heightM.toFixed(2)} m`,
        peakVelocityMps === undefined ? undefined : `at most ${peakVelocityMps.toFixed(2)} m/s`,
        leanDeg === undefined ? undefined : `lean ${leanDeg.toFixed(0)}°`,
        complete === false ? 'incomplete' : undefined,
      ].filter((part) => part !== undefined);
      return `    ${startS.toFixed(2).padStart(6)} s  ${transferWords[kind].padEnd(9)}  ${(endS - startS).toFixed(2)} s  ${about.join(', ')}`;
    }),
  ];
}

function metricRows(metrics: readonly MetricValue[], catalogue: readonly MetricWords[], columns: number): string[] {
  const rows = metrics.map((metric) => {
    const words = catalogue.find(({ id }) => id === metric.id);
    return { label: words?.label ?? metric.id, metric, digits: words?.digits ?? 2 };
  });
  const labelWidth = Math.max(0, ...rows.map(({ label }) => label.length)) + 2;
  const values = rows.map(({ metric, digits }) => (metric.value === null ? null : `${metric.value.toFixed(digits)} ${UNITS[metric.unit]}`.trim()));
  const valueWidth = Math.max(0, ...values.map((value) => value?.length ?? 0)) + 2;
  const kinds = new Set(metrics.map(kindOf));
  const severalKinds = kinds.size > 1;
  const indent = severalKinds ? '    ' : '  ';
  return rows.flatMap(({ label, metric }, row) => {
    const kind = kindOf(metric);
    const heading = kinds.delete(kind) && severalKinds ? [`  ${kindWords[kind] ?? kind}`] : [];
    const start = `${indent}${label.padEnd(labelWidth)}`;
    const value = values[row];
    if (value === null) {
      const before = heading.length === 0 ? metrics.at(row - 1) : undefined;
      const same = row > 0 && before?.value === null && metric.missing !== undefined && before.missing === metric.missing;
      return [...heading, ...wrap(same ? 'not known, as above' : `not known: ${metric.missing ?? 'no reason was given'}`, columns, start)];
    }
    const flags = metric.flags?.length ? `  (${metric.flags.map((flag) => flagWords[flag] ?? flag).join(', ')})` : '';
    return [...heading, `${start}${value.padEnd(valueWidth)}n ${metric.n}${flags}`];
  });
}

function riskLines(model: RiskModelResult, columns: number): string[] {
  return [
    ...wrap(`${model.title}: ${model.levelLabel}`, columns, ''),
    ...wrap(model.summary, columns, '  '),
    ...model.firedRules.flatMap(({ text }) => wrap(text, columns, '  - ')),
    ...(model.inputsMissing.length > 0 ? wrap(`Not known: ${model.inputsMissing.join(', ')}`, columns, '  ? ') : []),
    ...model.notes.flatMap((note) => wrap(note, columns, '  * ')),
  ];
}

function scoreLines({ summary, contributors, notes }: EvidenceScore, columns: number): string[] {
  return [
    ...wrap(`Evidence by domain: ${summary}`, columns, ''),
    ...(contributors.length > 0 ? wrap(`What can be worked on: ${contributors.map(({ label }) => label.toLowerCase()).join('; ')}`, columns, '  - ') : []),
    ...notes.flatMap((note) => wrap(note, columns, '  * ')),
  ];
}

function messages({ quality }: AnalysisDocument, severity: Finding['severity']): string[] {
  return quality.findings.filter((finding) => finding.severity === severity).map(({ message }) => message);
}

function listed(title: string, items: readonly string[], columns: number): string[] {
  return items.length === 0 ? [] : [title, ...items.flatMap((item) => wrap(item, columns, '  - '))];
}

/** Breaks text at spaces; the first line starts with `start`, the rest are indented as deep. */
export function wrap(text: string, columns: number, start: string): string[] {
  const width = Math.max(20, columns - start.length);
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line);
}
