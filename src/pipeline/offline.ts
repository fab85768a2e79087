import { LEG_SHARE_OF_HEIGHT } from '../dsp/gait/strideLength.ts';
import { analyseWalking } from '../dsp/gait/walking.ts';
import { joinBlocks } from '../dsp/series.ts';
import { metrics, type GaitTrial } from '../metrics/index.ts';
import type { AnalysisDocument, Finding, Participant, RecordingReader, SensorDescription } from '../model/index.ts';
import { AppError } from '../model/index.ts';
import { riskReport } from '../risk/index.ts';
import { algorithmsOf, SOFTWARE } from './algorithms.ts';
import { collect } from './collect.ts';
import { calibrate } from './course.ts';
import { seconds, walkParts, written } from './document.ts';
import { FEET_ALONE, joinFeet, measure, readFeet, type JoinedWalking } from './feet.ts';
import { lossPct, signalFindings, walkFindings } from './findings.ts';
import { chooseLowerBack } from './lowerBack.ts';
import type { AnalysisResult, AnalyzeOptions } from './options.ts';
import { protocolOf } from './protocolOf.ts';
import { signalTraces } from './traces.ts';

/**
 * Analyses one recording from its first sample to its last.
 *
 * Steps: read -> put on the grid, gaps marked -> body axes, contacts, strides, turns, the feet's where they are worn -> metrics -> risk -> document.
 * The document depends on the recording, the options and the algorithm versions alone: the same input gives the same bytes.
 * @throws AppError for a damaged recording or an option that fits nothing; never for a recording without gait
 */
export async function analyzeRecording(reader: RecordingReader, options: AnalyzeOptions = {}): Promise<AnalysisResult> {
  const { header } = reader;
  const protocol = protocolOf(options.protocol);
  const participant = mergeParticipant(header.participant, options.participant);
  const { sensor, findings: siteFindings } = chooseLowerBack(header, options.site);

  const { series, feet, footFindings, trailer } = await readSensors(reader, sensor, options);
  options.onProgress?.('analysing', 0);
  const legLengthM = legLength(participant);
  const back = series && sensor ? { series, site: sensor.site } : null;
  const joined = joinFeet(series ? analyseWalking(series, legLengthM) : null, back, feet);
  const calibrated = joined.walking && calibrate(joined.walking, { courseLengthM: options.courseLengthM, strideFactor: participant?.strideFactor, boutsFromFeet: joined.boutsFromFeet }, header.sampleRateHz);
  const walking = calibrated?.walking ?? null;

  const findings: Finding[] = [
    ...(trailer.findings ?? []),
    ...(feet && !back ? [FEET_ALONE] : siteFindings),
    ...(series ? signalFindings(series, feet !== null) : []),
    ...footFindings,
    ...(walking ? walkFindings(walking, header.sampleRateHz, protocol, legLengthM) : []),
    ...joined.findings,
    ...(calibrated?.findings ?? []),
  ].map((f) => ({ ...f, ...(f.startS === undefined ? {} : { startS: seconds(f.startS) }), ...(f.endS === undefined ? {} : { endS: seconds(f.endS) }) }));
  const trial = gaitTrial({ ...joined, walking }, (series !== null && series.gyr !== null) || feet !== null, header.sampleRateHz, legLengthM);
  const values = metrics.filter((m) => protocol.metrics.includes(m.id)).map((m) => written(measure(m, trial, joined, back?.site ?? null)));

  const document: AnalysisDocument = {
    schema: 'surefoot.analysis/1',
    software: SOFTWARE,
    recording: {
      path: header.path,
      sha256: trailer.sha256,
      sampleRateHz: header.sampleRateHz,
      durationS: seconds(trailer.sampleCount / header.sampleRateHz),
      sites: header.sensors.map((s) => s.site),
      lossPct: seconds(Math.max(0, ...(series ? [series] : feet ? Object.values(feet.series) : []).map(lossPct))),
    },
    ...(participant ? { participant } : {}),
    protocol: protocol.id,
    ...(options.courseLengthM === undefined ? {} : { circumstances: { courseLengthM: options.courseLengthM } }),
    algorithms: algorithmsOf(protocol),
    quality: { ok: findings.every((f) => f.severity !== 'problem'), findings },
    ...walkParts(walking, header.sampleRateHz),
    transfers: [],
    stances: [],
    phases: [],
    metrics: values,
    risk: riskReport({ metrics: values, answers: options.answers ?? {}, participant }),
  };
  const traces = series && sensor && walking?.frame ? signalTraces(series, walking.frame, sensor.site) : null;
  options.onProgress?.('analysing', 1);
  return { document, traces };
}

/** The lower back and the feet on the recording's grid. The blocks they came in are gone when it returns: half of the memory. */
async function readSensors(reader: RecordingReader, sensor: SensorDescription | null, options: AnalyzeOptions) {
  const { path } = reader.header;
  const { blocksBySite, trailer } = await collect(reader, {
    signal: options.signal,
    onProgress: (read, total) => options.onProgress?.('reading', total > 0 ? read / total : 1),
  });
  const blocks = sensor ? blocksBySite.get(sensor.site) : undefined;
  if (sensor && !blocks) {
    throw new AppError('BAD_RECORDING', `${path}: the sensor "${sensor.trackedPoint}" has no sample at all; record again or choose another sensor with --site.`, { file: path });
  }
  const { feet, findings: footFindings } = readFeet(blocksBySite, trailer.sampleCount, sensor?.site ?? null);
  return { series: blocks ? joinBlocks(blocks, trailer.sampleCount) : null, feet, footFindings, trailer };
}

function gaitTrial({ walking, contactsFrom }: JoinedWalking, hasGyroscope: boolean, sampleRateHz: number, legLengthM: number | null): GaitTrial {
  return {
    sampleRateHz,
    hasGyroscope,
    legLengthM,
    bouts: (walking?.bouts ?? []).map(({ body, ...bout }) => ({ ...bout, acc: body.acc, offset: body.start })),
    turns: walking?.turns ?? [],
    contactsFrom,
  };
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
