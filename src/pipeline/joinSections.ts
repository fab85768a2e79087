import type { Walking } from '../dsp/gait/walking.ts';
import type { MetricOutcome } from '../metrics/index.ts';
import { isMissing } from '../model/index.ts';
import type { Finding, Site } from '../model/index.ts';
import { BOTH_FEET, type JoinedWalking } from './feet.ts';
import type { AnalysedSection } from './section.ts';
import { refuse } from './tests/index.ts';
import { joinStats, silentStats, type SignalStats } from './signalStats.ts';
import type { TraceColumns } from './traces.ts';

/** A recording put together from its sections. */
export interface JoinedSections {
  readonly joined: JoinedWalking;
  readonly trunk: readonly MetricOutcome[];
  readonly back: SignalStats | null;
  readonly feet: SignalStats | null;
  readonly hasGyroscope: boolean;
  readonly findings: readonly Finding[];
  readonly traces: TraceColumns | null;
  readonly test: AnalysedSection['test'];
}

/** A test is read as one piece; no test of this software lasts so long. */
const TOO_LONG = refuse('This recording lasts longer than twenty minutes, and no test does: cut the test out of it, or analyse it as a walk.');

/** @param parts in order of time, at least one */
export function joinSections(parts: readonly AnalysedSection[], sampleRateHz: number): JoinedSections {
  const timed = (findings: readonly Finding[], { start, end }: AnalysedSection): Finding[] =>
    parts.length === 1 ? [...findings] : findings.map((f) => ({ ...f, startS: f.startS ?? start / sampleRateHz, endS: f.endS ?? end / sampleRateHz }));
  const stats = (of: (part: AnalysedSection) => SignalStats | null): SignalStats | null =>
    parts.some((part) => of(part) !== null) ? joinStats(parts.map((part) => of(part) ?? silentStats(part))) : null;
  const [first] = parts;
  return {
    joined: { ...joinWalking(parts.map(({ joined }) => joined)), findings: parts.flatMap((part) => timed(part.joined.findings, part)) },
    trunk: first.trunk.map((_, m) => joinOutcomes(parts.map(({ trunk }) => trunk[m]))),
    back: stats(({ back }) => back),
    feet: stats(({ feet }) => feet),
    hasGyroscope: parts.some(({ hasGyroscope }) => hasGyroscope),
    findings: parts.flatMap((part) => timed(part.findings, part)),
    traces: parts.reduce((best, part) => (longestBout(part) > longestBout(best) || best.traces === null ? part : best)).traces,
    test: parts.length > 1 && parts.some(({ test }) => test !== null) ? TOO_LONG : first.test,
  };
}

/** Samples of a section's longest walk; -1 where it has no picture to show. */
export function longestBout({ joined, traces }: AnalysedSection): number {
  return traces === null ? -1 : Math.max(0, ...(joined.walking?.bouts ?? []).map((bout) => bout.end - bout.start));
}

function joinWalking(parts: readonly JoinedWalking[]): Omit<JoinedWalking, 'findings'> {
  const walked = parts.filter((part) => part.walking !== null && part.walking.bouts.length > 0);
  const [like = parts[0]] = walked;
  const walks = parts.flatMap(({ walking }) => walking ?? []);
  const fromFeet = walked.some(({ boutsFromFeet }) => boutsFromFeet.length > 0);
  return {
    walking: walks.length === 0 ? null : walks.length === 1 ? walks[0] : together(walks),
    contactsFrom: walked.every(({ contactsFrom }) => contactsFrom === 'feet') ? like.contactsFrom : 'lowerBack',
    boutsFromFeet: fromFeet ? parts.flatMap(({ walking, boutsFromFeet }) => (walking?.bouts ?? []).map((_, k) => boutsFromFeet[k] ?? false)) : [],
    contactSite: joinSites(walked.length > 0 ? walked.map(({ contactSite }) => contactSite) : [like.contactSite]),
    turnSite: joinSites(walked.length > 0 ? walked.map(({ turnSite }) => turnSite) : [like.turnSite]),
  };
}

function together(walks: readonly Walking[]): Walking {
  return {
    gaitSequences: walks.flatMap((w) => w.gaitSequences),
    bouts: walks.flatMap((w) => w.bouts),
    turns: walks.flatMap((w) => w.turns),
    frame: walks.find((w) => w.frame !== null)?.frame ?? null,
    movedDeg: Math.max(...walks.map((w) => w.movedDeg)),
  };
}

/** Sites of all parts: `leftFoot+rightFoot+lowerBack` where some come from the feet and others do not. */
function joinSites(sites: readonly (Site | null)[]): Site | null {
  const all = [...new Set(sites.flatMap((site) => site?.split('+') ?? []))];
  const feet = BOTH_FEET.split('+');
  const ordered = [...feet.filter((site) => all.includes(site)), ...all.filter((site) => !feet.includes(site))];
  return ordered.length === 0 ? null : ordered.join('+');
}

/** Mean of the sections' values, each weighted with what it was computed from. */
function joinOutcomes(outcomes: readonly MetricOutcome[]): MetricOutcome {
  if (outcomes.length === 1) return outcomes[0];
  const found = outcomes.flatMap((outcome) => (isMissing(outcome) ? [] : [outcome]));
  // Of the reasons, that of the section that came nearest.
  if (found.length === 0) return outcomes.reduce((a, b) => (b.n > a.n ? b : a));
  const n = found.reduce((sum, outcome) => sum + outcome.n, 0);
  const value = found.reduce((sum, outcome) => sum + outcome.n * outcome.value, 0) / n;
  const flags = [...new Set(found.flatMap((outcome) => outcome.flags ?? []))];
  return { value, n, ...(flags.length > 0 ? { flags } : {}) };
}
