/** The public surface: read a recording, analyse it, and know what every number means. */
export { findRecordings, openRecording } from './ingest/index.ts';
export { metrics, type Metric, type MetricId } from './metrics/index.ts';
export { AppError, ERRORS, UNITS } from './model/index.ts';
export type * from './model/index.ts';
export { analyzeRecording } from './pipeline/offline.ts';
export type { AnalysisResult, AnalyzeOptions } from './pipeline/options.ts';
export { protocols } from './protocols/index.ts';
export { answerDefinitions, validateAnswers } from './questionnaires/index.ts';
export { riskReport } from './risk/index.ts';
