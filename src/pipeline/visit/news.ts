import type { Attempt, AttemptRecording, Visit, VisitTest } from '../../model/index.ts';
import type { RecordingNews } from './actions.ts';

/**
 * The visit after news of a recording, whatever state it is in: what was recorded is kept also when the visit was ended meanwhile.
 * News of an attempt that is not there, or that has its recording, change nothing.
 */
export function takeNews(visit: Visit, news: RecordingNews): Visit {
  const attempts = (test: VisitTest): readonly Attempt[] => test.attempts.flatMap((attempt): Attempt[] => {
    const { id, recording } = attempt;
    if (id !== news.attemptId || recording === null || recording.state === 'recorded') return [attempt];
    if (news.news === 'notBegun') return [];
    if (news.news === 'lost') return recording.state === 'lost' ? [attempt] : [{ ...attempt, recording: { ...recording, state: 'lost', message: news.message } }];
    const { trialId, recordingId, analysisKey } = news;
    const recorded: AttemptRecording = { state: 'recorded', message: null, trialId, recordingId, analysisKey };
    return [{ ...attempt, recording: recorded }];
  });
  return { ...visit, tests: visit.tests.map((test) => ({ ...test, attempts: attempts(test) })) };
}
