import type { Goal } from '../define.ts';
import { compared, CPU, judged, measures, spread, type BenchResult } from './result.ts';

/** What a bench measured, for a terminal: a line a candidate, a line a goal. */
export function benchLines(result: BenchResult): string[] {
  const { id, group, title, candidates, work, absent, goals } = result;
  const [reference] = candidates;
  const rows = candidates.map(({ name, rounds }) => {
    const cpu = spread(measures(result, name));
    const cost = work ? `${time(cpu.median / work.count)} a ${work.of}` : time(cpu.median);
    const beside = name === reference.name ? '' : times(compared(result, { candidate: name, over: reference.name })!.median);
    const others = Object.keys(rounds[0]).filter((key) => key !== CPU).map((key) => measureText(key, spread(measures(result, name, key)).median));
    return [name, cost, beside, others.join(', ')];
  });
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return [
    `${title}   (${group}, ${id}, rounds: ${reference.rounds.length})`,
    ...rows.map(([name, ...cells]) => `  ${name.padEnd(widths[0])}${cells.map((cell, c) => `   ${c < 2 ? cell.padStart(widths[c + 1]) : cell}`).join('')}`.trimEnd()),
    ...absent.map((peer) => `  not on this machine: ${peer}`),
    ...goals.map((goal) => `  ${goalLine(result, goal)}`),
  ];
}

/** "goal met: 4.1 times as fast as fft.js, at least 3.5 wanted (f64)". */
export function goalLine(result: BenchResult, goal: Goal): string {
  const { verdict, figure } = judged(result, goal);
  return `goal ${verdict}: ${figure === null ? goalText(goal) : `${figureText(goal, figure)}, ${wanted(goal)} wanted`} (${goal.candidate})`;
}

export function figureText({ over, measure, atLeast }: Goal, figure: number): string {
  if (over === undefined) return measureText(measure ?? CPU, figure);
  return atLeast === undefined ? `${digits(figure)} x ${measure === undefined ? 'the CPU time' : `the ${split(measure)[0]}`} of ${over}` : `${digits(figure)} times as fast as ${over}`;
}

/** "at least 3.5". */
export function wanted(goal: Goal): string {
  const limit = goal.atLeast === undefined ? goal.atMost : goal.atLeast;
  return `at ${goal.atLeast === undefined ? 'most' : 'least'} ${goal.over === undefined ? valueText(goal.measure ?? CPU, limit) : limit}`;
}

function goalText(goal: Goal): string {
  return `${wanted(goal)} wanted${goal.over === undefined ? '' : `, beside ${goal.over}`}`;
}

/** How a candidate stands to the reference: "4.10 x as fast" or "2.00 x the CPU time". */
export function times(ratio: number): string {
  return ratio <= 1 ? `${digits(1 / ratio)} x as fast` : `${digits(ratio)} x the CPU time`;
}

/** A time of any size, in the unit that suits it. @param s seconds */
export function time(s: number): string {
  if (s >= 1) return `${digits(s)} s`;
  if (s >= 1e-3) return `${digits(1e3 * s)} ms`;
  return s >= 1e-6 ? `${digits(1e6 * s)} us` : `${digits(1e9 * s)} ns`;
}

/** A measure with its unit, which its name ends in: `peakMb` 120 is "peak 120 MB". */
export function measureText(measure: string, value: number): string {
  return `${split(measure)[0]} ${valueText(measure, value)}`;
}

function valueText(measure: string, value: number): string {
  const [, unit] = split(measure);
  if (unit === 'S') return time(value);
  if (unit === 'Ms') return time(value / 1000);
  return `${digits(value)}${unit === 'Mb' ? ' MB' : unit === 'Pct' ? ' %' : ''}`;
}

/** Name in words, and unit. */
function split(measure: string): [name: string, unit: string] {
  const [, stem, unit] = /^(.*?)(S|Ms|Mb|Pct)?$/.exec(measure)!;
  return [stem === 'cpu' ? 'CPU' : stem.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`), unit ?? ''];
}

/** Three digits that count, never an exponent. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const whole = Math.floor(Math.log10(Math.abs(value))) + 1;
  return value.toFixed(Math.max(0, Math.min(6, 3 - whole)));
}
