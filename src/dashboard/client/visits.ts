import type { BatteryList } from '../../api/schemas/catalogue.ts';
import type { MarkEvent } from '../../api/schemas/live.ts';
import type {
  Abort, NewAdverseEvent, NewRecording, NewVisit, Preparation, Repeat, SafetyAnswers, SafetyDecision, Skip, TestResult, VisitList, VisitView,
} from '../../api/schemas/visits.ts';
import type { LiveMark } from '../../model/live.ts';
import { request } from './request.ts';

const path = (id: string, rest = '') => `visits/${encodeURIComponent(id)}${rest}`;
const step = <Body>(rest: string, method: 'POST' | 'PUT' = 'POST') => (id: string, body: Body) => request<VisitView>(method, path(id, rest), body);

export const batteries = (signal: AbortSignal) => request<BatteryList>('GET', 'batteries', undefined, signal);
export const openVisits = async (signal: AbortSignal): Promise<VisitList['items']> => (await request<VisitList>('GET', 'visits', undefined, signal)).items;
export const visitById = (id: string, signal?: AbortSignal) => request<VisitView>('GET', path(id), undefined, signal);
export const beginVisit = (start: NewVisit) => request<VisitView>('POST', 'visits', start);

export const answerSafety = step<SafetyAnswers>('/safety-check');
export const decide = step<SafetyDecision>('/decision');
export const prepare = step<Preparation>('/preparation', 'PUT');
export const turnTo = step<{ readonly test: number }>('/current', 'PUT');
export const startTest = step<NewRecording>('/recordings');
export const settleTest = step<TestResult>('/results');
export const repeatTest = step<Repeat>('/repeats');
export const skipTest = step<Skip>('/skips');
export const noteAdverseEvent = step<NewAdverseEvent>('/adverse-events');
export const abortVisit = step<Abort>('/abort');
export const finishVisit = (id: string) => request<VisitView>('POST', path(id, '/finish'), {});

/** Only the session that is shown. */
export const markSession = (id: string, mark: LiveMark) => request<MarkEvent>('POST', 'live/session/marks', { id, mark });
