import type { AnalysisDocument, Answers, Finding, Participant, SignalTraces } from '../model/index.ts';

/** What the caller knows beyond the recording. All but the last three shape the document and its key. */
export interface AnalyzeOptions {
  /** Protocol id; `walk` unless said. */
  readonly protocol?: string;
  /** Goes before what the recording's own participant file says, field by field. */
  readonly participant?: Participant;
  /** Length walked between turns or marks, metres. */
  readonly courseLengthM?: number;
  /** The site or tracked point whose sensor is worn at the lower back. */
  readonly site?: string;
  /** Entered answers; with or without them the risk models run and say what is missing. */
  readonly answers?: Answers;
  /** What the caller knows about these options that whoever reads the document must know too. */
  readonly findings?: readonly Finding[];
  /** False leaves out the picture of the signal, for those who show none. */
  readonly traces?: boolean;
  readonly signal?: AbortSignal;
  /** Told what is being done and how far it is, 0 to 1. */
  readonly onProgress?: (stage: 'reading' | 'analysing', fraction: number) => void;
}

export interface AnalysisResult {
  readonly document: AnalysisDocument;
  /** Null when no sensor could be aligned to the body. */
  readonly traces: SignalTraces | null;
}

// src/pipeline/offline.ts: analyzeRecording(reader: RecordingReader, options?: AnalyzeOptions, plan?: SectionPlan): Promise<AnalysisResult>
// src/pipeline/key.ts: analysisKey(recordingId: string, options: AnalyzeOptions): string
