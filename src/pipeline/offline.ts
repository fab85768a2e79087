import { LEG_SHARE_OF_HEIGHT } from '../dsp/gait/strideLength.ts';
import { metrics, type GaitTrial } from '../metrics/index.ts';
import type { AnalysisDocument, Finding, Participant, RecordingHeader, RecordingReader } from '../model/index.ts';
import { AppError } from '../model/index.ts';
import { withEntered, type Protocol } from '../protocols/index.ts';
import { countsForRules, riskReport } from '../risk/index.ts';
import { algorithmsOf, SOFTWARE } from './algorithms.ts';
import { analyseSections, type SectionPlan } from './analyseSections.ts';
import { calibrate } from './course.ts';
import { facing } from './facing.ts';
import { seconds, walkParts, written } from './document.ts';
import { FEET_ALONE, measure } from './feet.ts';
import { forwardAxisOf } from './forwardAxis.ts';
import { signalFindings, walkFindings } from './findings.ts';
import { joinSections } from './joinSections.ts';
import { chooseLowerBack } from './lowerBack.ts';
import type { AnalysisResult, AnalyzeOptions } from './options.ts';
import { protocolOf } from './protocolOf.ts';
import { gaitTrial } from './section.ts';
import { NO_PARTS, type MarkedSample } from './tests/index.ts';
import { lossPct, type SignalStats } from './signalStats.ts';
import { timedPart } from './timedPart.ts';
import { shownTraces } from './traces.ts';

/**
 * Analyses one recording from its first sample to its last.
 *
 * Steps, section by section (a recording of up to twenty minutes is one): read -> put on the grid, gaps marked -> body axes, contacts, strides, turns, the feet's where they are worn -> metrics -> risk -> document.
 * The document depends on the recording, the options and the algorithm versions alone: the same input gives the same bytes.
 * @param plan where sections are analysed and kept; changes nothing in the document
 * @throws AppError for a damaged recording or an option that fits nothing; never for a recording without gait
 */
export async function analyzeRecording(reader: RecordingReader, options: AnalyzeOptions = {}, plan: SectionPlan = {}): Promise<AnalysisResult> {
  const { header } = reader;
  const protocol = protocolOf(options.protocol);
  const participant = mergeParticipant(header.participant, options.participant);
  const { sensor, findings: siteFindings } = chooseLowerBack(header, options.site);

  const legLengthM = legLength(participant);
  const measured = metrics.filter((m) => protocol.metrics.includes(m.id));
  const trunkMetrics = measured.filter((m) => m.needsTrunk === true);
  const marks = marksOf(header, protocol);
  const test = protocol.reads === 'walk' ? null : { protocol, marks, participant, forwardAxis: sensor && forwardAxisOf(sensor) };
  const { parts, trailer } = await analyseSections(reader, { sampleRateHz: header.sampleRateHz, lowerBack: sensor?.site ?? null, legLengthM, trunkMetrics, traces: options.traces ?? true, test }, options, plan);
  const whole = joinSections(parts, header.sampleRateHz);
  if (sensor && !whole.back) {
    throw new AppError('BAD_RECORDING', `${header.path}: the sensor "${sensor.trackedPoint}" has no sample at all; record again or choose another sensor with --site.`, { file: header.path });
  }
  const { joined, back, feet } = whole;
  const circumstances = { ...protocol.circumstances, ...(options.courseLengthM === undefined ? {} : { courseLengthM: options.courseLengthM }) };
  // Between marks lies a part of the way, so its length says nothing of where the walk began and stopped.
  const courseLengthM = protocol.course === 'betweenMarks' ? undefined : circumstances.courseLengthM;
  const calibrated = joined.walking && calibrate(joined.walking, { courseLengthM, strideFactor: participant?.strideFactor, boutsFromFeet: joined.boutsFromFeet }, header.sampleRateHz);
  const faced = facing(calibrated?.walking ?? null, circumstances, joined.boutsFromFeet);
  const { walking } = faced;

  const findings: Finding[] = [
    ...(trailer.findings ?? []),
    ...(options.findings ?? []),
    ...(feet && !back ? [FEET_ALONE] : siteFindings),
    ...(back ? signalFindings(back, header.sampleRateHz, feet !== null) : []),
    ...whole.findings,
    ...(whole.test?.findings ?? []),
    ...(walking && protocol.reads === 'walk' ? walkFindings(walking, header.sampleRateHz, protocol, legLengthM) : []),
    ...joined.findings,
    ...(calibrated?.findings ?? []),
    ...faced.findings,
  ].map((f) => ({ ...f, ...(f.startS === undefined ? {} : { startS: seconds(f.startS) }), ...(f.endS === undefined ? {} : { endS: seconds(f.endS) }) }));
  const timed = timedPart(protocol, marks, walking, { samples: trailer.sampleCount, sampleRateHz: header.sampleRateHz });
  const trial: GaitTrial = {
    ...gaitTrial({ ...joined, walking }, { hasGyroscope: whole.hasGyroscope, sampleRateHz: header.sampleRateHz, legLengthM }),
    ...(circumstances.courseLengthM === undefined ? {} : { courseLengthM: circumstances.courseLengthM }),
    ...(timed === undefined ? {} : { timed }),
  };
  const outcomes = new Map(trunkMetrics.map((metric, m) => [metric.id, whole.trunk[m]]));
  const read = measured.map((metric) => {
    const outcome = outcomes.get(metric.id);
    const value = written(measure(outcome ? { ...metric, compute: () => outcome } : metric, trial, joined, back ? sensor?.site ?? null : null));
    // What was recorded is something else: no number of it is one of this test.
    return whole.test?.refused ? { ...value, value: null, missing: whole.test.refused, n: 0, flags: undefined } : value;
  });
  const answers = options.answers ?? {};
  const values = withEntered(read, { protocol: protocol.id, answers, courseLengthM: circumstances.courseLengthM });

  const document: AnalysisDocument = {
    schema: 'surefoot.analysis/1',
    software: SOFTWARE,
    recording: {
      path: header.path,
      sha256: trailer.sha256,
      sampleRateHz: header.sampleRateHz,
      durationS: seconds(trailer.sampleCount / header.sampleRateHz),
      sites: header.sensors.map((s) => s.site),
      lossPct: seconds(lossPctOf(back ?? feet)),
    },
    ...(participant ? { participant } : {}),
    protocol: protocol.id,
    ...(Object.keys(circumstances).length > 0 ? { circumstances } : {}),
    algorithms: algorithmsOf(protocol),
    quality: { ok: findings.every((f) => f.severity !== 'problem'), findings },
    ...walkParts(walking, header.sampleRateHz),
    ...(whole.test?.parts ?? NO_PARTS),
    metrics: values,
    risk: riskReport({ metrics: countsForRules(circumstances) ? values : [], answers, participant }),
  };
  options.onProgress?.('analysing', 1);
  return { document, traces: whole.traces && shownTraces(whole.traces) };
}

/** Marks of the recording that the protocol asks for: no other event of it ever shapes a result. */
function marksOf({ events, sampleRateHz }: RecordingHeader, { marks = [] }: Protocol): MarkedSample[] {
  const found: MarkedSample[] = [];
  for (const { type, onsetS } of events) for (const mark of marks) if (mark === type) found.push({ type: mark, sample: onsetS * sampleRateHz });
  return found.sort((a, b) => a.sample - b.sample);
}

/** Leg length in metres, given or as a share of the height. */
function legLength(participant: Participant | null): number | null {
  if (participant?.legLengthCm !== undefined) return participant.legLengthCm / 100;
  if (participant?.heightCm !== undefined) return (LEG_SHARE_OF_HEIGHT * participant.heightCm) / 100;
  return null;
}

/** The caller's word goes before the recording's, field by field. */
function mergeParticipant(recorded: Participant | null, given: Participant = {}): Participant | null {
  const known = Object.fromEntries([recorded ?? {}, given].flatMap((p) => Object.entries(p).filter(([, value]) => value !== undefined)));
  return Object.keys(known).length > 0 ? known : null;
}

function lossPctOf(signal: SignalStats | null): number {
  return signal ? lossPct(signal) : 0;
}
