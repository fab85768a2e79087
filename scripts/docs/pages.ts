import { ERRORS, UNITS } from '../../src/model/index.ts';
import type { Source } from '../../src/model/index.ts';
import { assessmentMetrics, metrics, type AssessmentMetric, type Metric } from '../../src/metrics/index.ts';
import { protocols, type Protocol } from '../../src/protocols/index.ts';
import { sensorEntries, SENSORS_INTRODUCTION } from './sensors.ts';

const MADE = '<!-- Made by `npm run docs` from the declarations in src/. Do not edit. -->';

/** Every generated page by its path in the tree. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/metrics.md', metricsPage()],
    ['docs/protocols.md', protocolsPage()],
    ['docs/sensors.md', page('Sensors', SENSORS_INTRODUCTION, sensorEntries())],
    ['docs/errors.md', errorsPage()],
  ]);
}

function metricsPage(): string {
  return page('Metrics', 'Every number Surefoot can report, as declared in `src/metrics/`. A missing value always comes with its reason.', [...metrics, ...assessmentMetrics].map(metricEntry));
}

function metricEntry(metric: Metric | AssessmentMetric): string {
  const unit = UNITS[metric.unit] || 'no unit';
  const [min, max] = metric.plausible;
  return [
    `## ${metric.label}`,
    '',
    `\`${metric.id}@${metric.version}\`, in ${unit}, measured on the ${metric.of}. ${metric.definition}`,
    '',
    `- Shown with ${metric.digits} ${metric.digits === 1 ? 'digit' : 'digits'} after the point; ${BETTER[metric.better]}.`,
    `- Plausible from ${min} to ${max}; outside it the number is kept and flagged.`,
    ...(metric.changeLimit
      ? [`- Smallest change beyond measurement error (MDC95): ${metric.changeLimit.mdc95} ${UNITS[metric.unit]}, found in ${metric.changeLimit.population} (${cite(metric.changeLimit.source)}). It may not fit other people or another test.`]
      : []),
    ...metric.sources.map((source) => `- Source: ${cite(source)}`),
  ].join('\n');
}

const BETTER = { higher: 'higher is better', lower: 'lower is better', neither: 'neither higher nor lower is better as such' } as const;

function protocolsPage(): string {
  return page('Clinical tests', 'Every test Surefoot knows how to read, as declared in `src/protocols/`.', protocols.map(protocolEntry));
}

function protocolEntry(protocol: Protocol): string {
  const labels = protocol.metrics.map((id) => `${metrics.find((metric) => metric.id === id)?.label ?? id} (\`${id}\`)`);
  return [
    `## ${protocol.label}`,
    '',
    `\`${protocol.id}\`. Worn at: ${protocol.requiredSites.join(', ')}.${enough(protocol)}`,
    '',
    'Say to the person:',
    '',
    ...protocol.instructions.map((line, index) => `${index + 1}. ${line}`),
    '',
    `Measures: ${labels.join(', ')}.`,
    '',
    ...protocol.sources.map((source) => `- Source: ${cite(source)}`),
  ].join('\n');
}

function enough({ minWalkingS, minStandingS, durationS }: Protocol): string {
  return [
    ...(minWalkingS > 0 ? [` Shortest walk without a remark: ${minWalkingS} s.`] : []),
    ...(minStandingS === undefined ? [] : [` Shortest quiet standing that gives sway: ${minStandingS} s.`]),
    ...(durationS === undefined ? [] : [` Lasts ${durationS} s.`]),
  ].join('');
}

function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([code, { http, exit, title }]) => `| \`${code}\` | ${title} | ${http} | ${exit} |`);
  return page('Errors', 'Every way the world can fail, as declared in `src/model/errors.ts`. The API answers with problem+json that carries the code; the command line prints one line and ends with the exit status.', [
    ['| code | means | HTTP status | exit status |', '|---|---|---|---|', ...rows].join('\n'),
  ]);
}

function page(title: string, introduction: string, entries: readonly string[]): string {
  return `${[MADE, `# ${title}`, introduction, ...entries].join('\n\n')}\n`;
}

function cite({ citation, doi, url, place }: Source): string {
  const link = doi ? `https://doi.org/${doi}` : url;
  return [citation, place, link].filter((part) => part !== undefined).join(', ');
}
