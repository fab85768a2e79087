import { GROUPS, type Group } from '../define.ts';
import { compared, CPU, judged, measures, spread, type BenchResult } from './result.ts';
import { figureText, measureText, time, times, wanted } from './table.ts';

const GROUP_TITLES: Readonly<Record<Group, string>> = {
  kernels: 'Kernels: one computation on one window',
  windowed: 'The windowed pipeline',
  endToEnd: 'From file to document',
  live: 'Live sensors',
  load: 'Reading recordings',
  store: 'Metric series',
  scaling: 'Length and workers',
  start: 'Start',
};

/** docs/performance.md as a whole. @param unmeasured ids of benches that have no result yet */
export function performancePage(results: readonly BenchResult[], unmeasured: readonly string[] = []): string {
  const [{ measured }] = results;
  const absent = [...new Set(results.flatMap((result) => result.absent))];
  return `# How fast it is

Made by \`npm run bench -- --write\`. Do not edit; docs/profiling.md tells how to find what costs the time.

Node ${measured.node}, ${measured.machine}. Surefoot ${[...new Set(results.map((r) => `${r.measured.commit} (${r.measured.date})`))].join(', ')}.

**How it was measured.** Each bench runs in a process of its own. Before anything is timed, all its candidates must yield the same values.
Then they take turns, round by round, on the same data; rounds to warm up are not counted. Figures are CPU time, user and system, of all
threads: what other work on the machine takes is not in them. Two candidates are compared within each round, and the median of these
ratios is given: a machine that slows down slows both. Times in seconds differ from machine to machine and from day to day, by a third and
more on a shared one; ratios by about a tenth. So \`bench/budget.json\` keeps ratios only, and \`npm run bench -- --check\` fails where one has grown.

${absent.length > 0 ? `Not on this machine, so not measured beside: ${absent.join('; ')}.\n\n` : ''}${unmeasured.length > 0 ? `Not measured so far: ${unmeasured.map((id) => `\`${id}\``).join(', ')}.\n\n` : ''}## What is wanted, and what was measured

![Times as fast as what each is compared with](images/performance.svg)

${table(['bench', 'candidate', 'measured', 'wanted', ''], results.flatMap(goalRows))}

${GROUPS.flatMap((group) => groupSection(group, results.filter((result) => result.group === group))).join('\n\n')}
`;
}

function goalRows(result: BenchResult): string[][] {
  return result.goals.map((goal) => {
    const { verdict, figure } = judged(result, goal);
    return [`\`${result.id}\``, goal.candidate, figure === null ? '' : figureText(goal, figure), wanted(goal), verdict === 'missed' ? '**missed**' : verdict];
  });
}

function groupSection(group: Group, results: readonly BenchResult[]): string[] {
  return results.length === 0 ? [] : [`## ${GROUP_TITLES[group]}`, ...results.map(benchSection)];
}

function benchSection(result: BenchResult): string {
  const { id, title, work, candidates } = result;
  const [reference] = candidates;
  const others = Object.keys(reference.rounds[0]).filter((key) => key !== CPU);
  const head = ['candidate', work ? `CPU time a ${work.of}` : 'CPU time', 'quartiles', `beside ${reference.name}`, ...(others.length > 0 ? ['further'] : [])];
  const rows = candidates.map(({ name }) => {
    const { median, low, high } = spread(measures(result, name).map((s) => s / (work?.count ?? 1)));
    const further = others.map((key) => measureText(key, spread(measures(result, name, key)).median)).join(', ');
    const beside = name === reference.name ? '' : times(compared(result, { candidate: name, over: reference.name })!.median);
    return [name, time(median), `${time(low)} to ${time(high)}`, beside, ...(others.length > 0 ? [further] : [])];
  });
  return `### ${title}\n\n\`${id}\`, rounds: ${reference.rounds.length}.\n\n${table(head, rows)}`;
}

/** A table in Markdown. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
