import type { AssessmentPage, AssessmentSummary, AssessmentView } from '../../api/schemas/assessments.ts';
import type { MetricList, MetricView, ProtocolList, ProtocolView } from '../../api/schemas/catalogue.ts';
import type { Health } from '../../api/schemas/health.ts';
import type { FoundSensorList, LiveSessionView, LiveStart } from '../../api/schemas/liveSession.ts';
import type { PatientPage, PatientView } from '../../api/schemas/patients.ts';
import type { AnswerDefinitionList, AnswerDefinitionView } from '../../api/schemas/questionnaires.ts';
import type { SensorModelList } from '../../api/schemas/sensors.ts';
import type { Series } from '../../api/schemas/series.ts';
import type { SignalTraces } from '../../api/schemas/signals.ts';
import type { Answers } from '../../model/risk.ts';
import { request } from './request.ts';

interface Paged<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/** All pages of a list, in the server's order. */
async function everyPage<T>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const query = `limit=200${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: Paged<T> = await request('GET', `${path}?${query}`, undefined, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

export const patients = (signal: AbortSignal) => everyPage<PatientPage['items'][number]>('patients', signal);
export const patient = (id: string, signal: AbortSignal) => request<PatientView>('GET', `patients/${encodeURIComponent(id)}`, undefined, signal);
export const assessmentsOf = (id: string, signal: AbortSignal): Promise<readonly AssessmentSummary[]> =>
  everyPage<AssessmentPage['items'][number]>(`patients/${encodeURIComponent(id)}/assessments`, signal);
export const series = (id: string, metric: string, signal: AbortSignal) =>
  request<Series>('GET', `patients/${encodeURIComponent(id)}/series?metric=${encodeURIComponent(metric)}`, undefined, signal);
export const assessment = (id: string, signal: AbortSignal) => request<AssessmentView>('GET', `assessments/${encodeURIComponent(id)}`, undefined, signal);
export const putAnswers = (id: string, answers: Answers) => request<AssessmentView>('PUT', `assessments/${encodeURIComponent(id)}/answers`, { answers });
/** Seconds from the recording's start; `toS` is not included. */
export const signals = (id: string, trialId: string, fromS: number, toS: number, signal: AbortSignal) =>
  request<SignalTraces>('GET', `assessments/${encodeURIComponent(id)}/trials/${encodeURIComponent(trialId)}/signals?fromS=${fromS}&toS=${toS}`, undefined, signal);
export const metrics = async (signal: AbortSignal): Promise<readonly MetricView[]> => (await request<MetricList>('GET', 'metrics', undefined, signal)).items;
export const protocols = async (signal: AbortSignal): Promise<readonly ProtocolView[]> => (await request<ProtocolList>('GET', 'protocols', undefined, signal)).items;
export const questionnaires = async (signal: AbortSignal): Promise<readonly AnswerDefinitionView[]> =>
  (await request<AnswerDefinitionList>('GET', 'questionnaires', undefined, signal)).items;
export const sensorModels = async (signal: AbortSignal): Promise<SensorModelList['items']> => (await request<SensorModelList>('GET', 'sensors', undefined, signal)).items;
export const health = (signal: AbortSignal) => request<Health>('GET', 'health', undefined, signal);
export const liveSession = () => request<LiveSessionView>('GET', 'live/session');
export const scanForSensors = async (seconds: number, signal: AbortSignal): Promise<FoundSensorList['items']> =>
  (await request<FoundSensorList>('POST', 'live/scan', { seconds }, signal)).items;
export const startRecording = (start: LiveStart) => request<LiveSessionView>('POST', 'live/session', start);
/** Only the session that is shown: another one, started meanwhile, goes on. */
export const stopRecording = (id: string) => request<LiveSessionView>('POST', 'live/session/stop', { id });
