import { compared, type BenchResult, type Spread } from './result.ts';
import { digits } from './table.ts';

interface Row {
  readonly label: string;
  /** Times as fast. */
  readonly speed: Spread;
  readonly wanted: number;
}

const ROW = 24;
const LEFT = 400;
const RIGHT = 60;
const WIDTH = 860;
const TOP = 58;

/** Every goal that is a comparison of CPU time: how many times as fast, with quartiles, and what is wanted. SVG, logarithmic. */
export function speedSvg(results: readonly BenchResult[]): string {
  const rows = results.flatMap(rowsOf);
  const values = rows.flatMap(({ speed, wanted }) => [speed.low, speed.high, wanted, 1]);
  const [from, to] = [Math.min(...values) / 1.3, Math.max(...values) * 1.3];
  const x = (value: number) => LEFT + (Math.log(value / from) / Math.log(to / from)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + ROW * rows.length + 40;
  const grid = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000].filter((value) => value > from && value < to);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="How many times as fast as what each is compared with" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    '<text x="16" y="22" font-size="14" font-weight="bold">Times as fast as what it is compared with</text>',
    '<text x="16" y="40" fill="#556">CPU time of the same rounds; dot: median, line: quartiles, upright mark: what is wanted; right is better</text>',
    ...grid.map((value) => `<line x1="${f(x(value))}" x2="${f(x(value))}" y1="${TOP - 6}" y2="${height - 34}" stroke="${value === 1 ? '#667' : '#dde'}"/><text x="${f(x(value))}" y="${height - 18}" text-anchor="middle">${value}</text>`),
    ...rows.flatMap(({ label, speed, wanted }, i) => {
      const y = TOP + ROW * i + ROW / 2;
      const isMet = speed.median >= wanted;
      return [
        `<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end">${escaped(label)}</text>`,
        `<line x1="${f(x(speed.low))}" x2="${f(x(speed.high))}" y1="${y}" y2="${y}" stroke="${isMet ? '#186' : '#b40'}" stroke-width="2"/>`,
        `<circle cx="${f(x(speed.median))}" cy="${y}" r="4.5" fill="${isMet ? '#186' : '#fff'}" stroke="${isMet ? '#186' : '#b40'}" stroke-width="2"/>`,
        `<line x1="${f(x(wanted))}" x2="${f(x(wanted))}" y1="${y - 8}" y2="${y + 8}" stroke="#234" stroke-width="2"/>`,
        `<text x="${WIDTH - RIGHT + 6}" y="${y + 4}">${digits(speed.median)}</text>`,
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

function rowsOf(result: BenchResult): Row[] {
  return result.goals.flatMap((goal) => {
    if (goal.over === undefined || goal.measure !== undefined) return [];
    const cost = compared(result, goal);
    if (cost === null) return [];
    const label = `${result.id}: ${goal.candidate} over ${goal.over}`;
    return [{ label, speed: { median: 1 / cost.median, low: 1 / cost.high, high: 1 / cost.low }, wanted: goal.atLeast ?? 1 / goal.atMost }];
  });
}

const f = (value: number) => value.toFixed(1);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
