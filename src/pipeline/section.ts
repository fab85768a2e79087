import { analyseWalking, type Walking } from '../dsp/gait/walking.ts';
import { Rooms } from '../dsp/rooms.ts';
import { joinBlocks, type SensorSeries } from '../dsp/series.ts';
import type { GaitTrial, Metric, MetricOutcome } from '../metrics/index.ts';
import type { Finding, Participant, Span, Site } from '../model/index.ts';
import type { Protocol } from '../protocols/index.ts';
import { joinFeet, NO_TRUNK, NO_TRUNK_SIGNALS, readFeet, type JoinedWalking } from './feet.ts';
import type { Section } from './sections.ts';
import { signalStats, type SignalStats } from './signalStats.ts';
import { readTest, type MarkedSample, type TestRead } from './tests/index.ts';
import { signalTraces, type TraceColumns } from './traces.ts';

export interface SectionOptions {
  readonly sampleRateHz: number;
  /** Site that is read as the lower back; null without one. */
  readonly lowerBack: Site | null;
  readonly legLengthM: number | null;
  /** Metrics that read the trunk's own signals: these are gone with the section. */
  readonly trunkMetrics: readonly Metric[];
  /** Whether a picture of the signal is made. */
  readonly traces: boolean;
  /** The test whose reading is wanted; null for a walk. */
  readonly test: TestRequest | null;
}

/** What a test's reader is told. Plain data, so that it can be sent to a worker. */
export interface TestRequest {
  readonly protocol: Protocol;
  readonly marks: readonly MarkedSample[];
  readonly participant: Participant | null;
  /** Axis of the lower back's case that points forward, where the recording says so. */
  readonly forwardAxis: readonly [x: number, y: number, z: number] | null;
}

/** What is left of a section once its samples are let go. Samples are the recording's. */
export interface AnalysedSection extends Span {
  readonly joined: JoinedWalking;
  /** Outcomes of the trunk's metrics, in the order of the options. */
  readonly trunk: readonly MetricOutcome[];
  /** Null where the sensor at the lower back sent nothing. */
  readonly back: SignalStats | null;
  /** Of the foot with more loss; null where feet were not used. */
  readonly feet: SignalStats | null;
  readonly hasGyroscope: boolean;
  readonly findings: readonly Finding[];
  readonly traces: TraceColumns | null;
  /** What is left of a test's reading; null for a walk, and where the lower back sent nothing. */
  readonly test: Omit<TestRead, 'reading' | 'frame'> | null;
}

/** Of the section in hand: what is left of it holds no samples. */
const rooms = new Rooms();
const bodies = new Rooms();

/** Analyses one section from its samples to what can be joined with others. Pure: the same section gives the same answer, wherever it runs. */
export function analyseSection({ start, end, blocksBySite }: Section, { sampleRateHz, lowerBack, legLengthM, trunkMetrics, traces, test }: SectionOptions): AnalysedSection {
  const blocks = lowerBack === null ? undefined : blocksBySite.get(lowerBack);
  const series = blocks ? joinBlocks(blocks, end - start, rooms) : null;
  const { feet, findings } = readFeet(blocksBySite, end - start, lowerBack);
  const back = series && lowerBack !== null ? { series, site: lowerBack } : null;
  const joined = joinFeet(series ? analyseWalking(series, legLengthM, bodies) : null, back, feet);
  const hasGyroscope = (series !== null && series.gyr !== null) || feet !== null;
  const read = test && series && joined.walking ? readTest(test, series, joined.walking) : null;
  const trial: GaitTrial = { ...gaitTrial(joined, { hasGyroscope, sampleRateHz, legLengthM }), ...(read?.reading ? { test: read.reading } : {}) };
  const frame = joined.walking?.frame ?? read?.frame ?? null;
  const stats = (one: SensorSeries): SignalStats => signalStats(one, start);
  return {
    start,
    end,
    joined: { ...joined, walking: joined.walking && moved(joined.walking, start) },
    // Without a trunk's signals only what is missing anyway can be asked.
    trunk: trunkMetrics.map((metric) => (back || trial.bouts.length === 0 ? metric.compute(trial) : { missing: NO_TRUNK, n: 0 })),
    back: series && stats(series),
    feet: feet && Object.values(feet.series).map(stats).reduce((a, b) => (b.missing > a.missing ? b : a)),
    hasGyroscope,
    findings,
    test: read && { refused: read.refused, findings: read.findings, parts: read.parts },
    traces: traces && series && lowerBack !== null && frame ? signalTraces(series, frame, lowerBack, start) : null,
  };
}

/** A walk as metrics see it. */
export function gaitTrial({ walking, contactsFrom }: JoinedWalking, about: Pick<GaitTrial, 'hasGyroscope' | 'sampleRateHz' | 'legLengthM'>): GaitTrial {
  return {
    ...about,
    bouts: (walking?.bouts ?? []).map(({ body, ...bout }) => ({ ...bout, acc: body.acc, offset: body.start })),
    turns: walking?.turns ?? [],
    contactsFrom,
  };
}

/** The same walk counted from the recording's start, without its signals. */
function moved(walking: Walking, by: number): Walking {
  return {
    ...walking,
    gaitSequences: movedSpans(walking.gaitSequences, by),
    turns: movedSpans(walking.turns, by),
    bouts: walking.bouts.map((bout) => by === 0 ? { ...bout, body: NO_TRUNK_SIGNALS } : ({
      ...bout,
      start: bout.start + by,
      end: bout.end + by,
      contacts: movedEvents(bout.contacts, by),
      finalContacts: movedEvents(bout.finalContacts, by),
      strides: movedSpans(bout.strides, by),
      body: NO_TRUNK_SIGNALS,
    })),
  };
}

function movedSpans<S extends Span>(spans: readonly S[], by: number): S[] {
  const out: S[] = [];
  for (const span of spans) out.push({ ...span, start: span.start + by, end: span.end + by });
  return out;
}

function movedEvents<E extends { readonly sample: number }>(events: readonly E[], by: number): E[] {
  const out: E[] = [];
  for (const event of events) out.push({ ...event, sample: event.sample + by });
  return out;
}
