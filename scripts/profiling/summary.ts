export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  /** Both count from 0. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** A CPU profile as V8 writes it (`node --cpu-prof`); the parts that are read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  /** Node that ran at each sample. */
  readonly samples: readonly number[];
  /** Time since the sample before, µs. */
  readonly timeDeltas: readonly number[];
}

export interface FunctionTime {
  /** Name and place: "welchSpectrum src/dsp/spectra/welch.ts:31". */
  readonly name: string;
  /** Time in its own code, ms. */
  readonly selfMs: number;
  /** Time in it and in all that it called, ms; counted once where it calls itself. */
  readonly inclusiveMs: number;
}

export interface ProfileSummary {
  /** Time in which the program ran, ms: waiting is left out. */
  readonly busyMs: number;
  readonly functions: readonly FunctionTime[];
}

/** Functions that stand for nothing running. */
const IDLE = new Set(['(idle)', '(root)', '(program)']);

/**
 * Time of every function, the most expensive first by its own time.
 * @param place where a function stands, as a person reads it; empty for the engine's own
 */
export function summariseProfile({ nodes, samples, timeDeltas }: CpuProfile, place: (frame: CallFrame) => string): ProfileSummary {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const selfUs = new Map<number, number>();
  // A sample's node ran until the next sample came.
  for (let i = 0; i + 1 < samples.length; i++) selfUs.set(samples[i], (selfUs.get(samples[i]) ?? 0) + timeDeltas[i + 1]);

  const times = new Map<string, { selfUs: number; inclusiveUs: number }>();
  let busyUs = 0;
  const onStack = new Map<string, number>();
  /** @returns time below and in this node */
  const visit = (id: number): number => {
    const { callFrame, children = [] } = byId.get(id)!;
    const name = [callFrame.functionName || '(nameless)', place(callFrame)].filter(Boolean).join('  ');
    const isIdle = IDLE.has(callFrame.functionName);
    onStack.set(name, (onStack.get(name) ?? 0) + 1);
    const own = isIdle ? 0 : selfUs.get(id) ?? 0;
    const total = children.reduce((sum, child) => sum + visit(child), own);
    onStack.set(name, onStack.get(name)! - 1);
    busyUs += own;
    if (!isIdle) {
      const time = times.get(name) ?? { selfUs: 0, inclusiveUs: 0 };
      time.selfUs += own;
      // Of a function that calls itself only the outermost call counts.
      if (onStack.get(name) === 0) time.inclusiveUs += total;
      times.set(name, time);
    }
    return total;
  };
  const called = new Set(nodes.flatMap(({ children = [] }) => children));
  for (const { id } of nodes) if (!called.has(id)) visit(id);
  const functions = [...times].map(([name, time]) => ({ name, selfMs: time.selfUs / 1000, inclusiveMs: time.inclusiveUs / 1000 }));
  return { busyMs: busyUs / 1000, functions: functions.sort((a, b) => b.selfMs - a.selfMs) };
}

/** Several profiles as one: a thread writes its own. */
export function joinSummaries(summaries: readonly ProfileSummary[]): ProfileSummary {
  const times = new Map<string, FunctionTime>();
  for (const one of summaries.flatMap(({ functions }) => functions)) {
    const before = times.get(one.name);
    times.set(one.name, before ? { ...one, selfMs: before.selfMs + one.selfMs, inclusiveMs: before.inclusiveMs + one.inclusiveMs } : one);
  }
  return { busyMs: summaries.reduce((sum, { busyMs }) => sum + busyMs, 0), functions: [...times.values()].sort((a, b) => b.selfMs - a.selfMs) };
}
