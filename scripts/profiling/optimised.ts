import type { CallFrame } from './summary.ts';

/** A function that V8 made machine code for. */
export interface Optimised {
  /** Function and place in the source. */
  readonly name: string;
  readonly times: number;
  /** CPU time of it, all times together. */
  readonly ms: number;
}

/** What a round of the work begins with on the standard output of the program that is watched. */
export const ROUND = 'round ';

const TOOK = /^\[completed compiling .*\(sfi = 0x([0-9a-f]+)\)> \(target TURBOFAN\).* took ([\d.]+), ([\d.]+), ([\d.]+) ms/;
const CODE = /^code-creation,JS,\d+,\d+,0x[0-9a-f]+,\d+,(\S*) (\S+):(\d+):(\d+),0x[0-9a-f]+,\*$/;

/**
 * What was optimised in the rounds from `fromRound` on. Everything that runs often has been by then: what is listed was lost and made anew.
 * @param lines of Node with `--trace-opt --log-code --no-logfile-per-isolate --logfile=-`: the time of a function, then its place
 * @param place tells where a function stands in the source
 * @returns the most expensive first
 */
export function optimisedAnew(lines: Iterable<string>, fromRound: number, place: (frame: CallFrame) => string): Optimised[] {
  const found = new Map<string, { times: number; ms: number }>();
  let round = -1;
  let took = 0;
  for (const line of lines) {
    if (line.startsWith(ROUND)) round = Number(line.slice(ROUND.length));
    if (round < fromRound) continue;
    const time = TOOK.exec(line);
    if (time) took = Number(time[2]) + Number(time[3]) + Number(time[4]);
    const code = CODE.exec(line);
    if (!code) continue;
    const [, functionName, url, row, column] = code;
    const name = `${functionName || '(callback)'}  ${place({ functionName, url, lineNumber: Number(row) - 1, columnNumber: Number(column) - 1 })}`;
    const { times, ms } = found.get(name) ?? { times: 0, ms: 0 };
    found.set(name, { times: times + 1, ms: ms + took });
    took = 0;
  }
  return [...found].map(([name, sums]) => ({ name, ...sums })).sort((a, b) => b.ms - a.ms);
}
