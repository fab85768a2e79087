import { describe, expect, it } from 'vitest';
import type { Assessment, Visit } from '../../../../src/model/index.ts';
import { takeNews } from '../../../../src/pipeline/visit/news.ts';
import { withEntered, withVisitTrials } from '../../../../src/pipeline/visit/trials.ts';
import { AT, begin, ready, settle, steps } from './someVisit.ts';

const assessment: Assessment = { id: 'a1', patientId: 'p1', takenAt: AT, trials: [], answers: {}, software: 'surefoot@0.1.0' };
const recorded = (visit: Visit, attemptId: string): Visit => takeNews(visit, { news: 'recorded', attemptId, trialId: `trial-${attemptId}`, recordingId: `rec-${attemptId}`, analysisKey: `key-${attemptId}` });

describe('the trials of a visit', () => {
  it('are every attempt that left something, in the order of the battery; what does not count is set aside', () => {
    const repeated = steps(recorded(steps(ready(), begin(0, 'a')), 'a'), { do: 'setAside', test: 0, attemptId: 'a', note: 'Talked.' });
    const visit = steps(recorded(steps(repeated, begin(0, 'b')), 'b'), settle(0, 'b'), settle(1, 'c', { isNew: true, outcome: 'unable', note: 'Knees.' }), { do: 'finish' });
    expect(withVisitTrials(assessment, visit).trials).toMatchObject([
      { id: 'trial-a', protocol: 'walk', outcome: 'done', recordingId: 'rec-a', analysisKey: 'key-a', setAside: true, note: 'Talked.' },
      { id: 'trial-b', protocol: 'walk', outcome: 'done', recordingId: 'rec-b', analysisKey: 'key-b' },
      { id: 'c', protocol: 'chair', outcome: 'unable', note: 'Knees.' },
      { protocol: 'sideBySide', outcome: 'notDone', note: 'The visit was finished before it.' },
      { protocol: 'semiTandem', outcome: 'notDone' },
      { protocol: 'tandem', outcome: 'notDone' },
    ]);
    expect(withVisitTrials(assessment, visit).trials.map(({ setAside }) => setAside ?? false)).toEqual([true, false, false, false, false, false]);
  });

  it('do not count before somebody has accepted them, and are not there while nothing is kept', () => {
    const recording = steps(ready(), begin(0, 'a'));
    expect(withVisitTrials(assessment, recording).trials).toEqual([]);
    expect(withVisitTrials(assessment, recorded(recording, 'a')).trials).toMatchObject([{ id: 'trial-a', setAside: true }]);
    expect(withVisitTrials(assessment, takeNews(recording, { news: 'lost', attemptId: 'a', message: 'x' })).trials).toEqual([]);
  });

  it('keep the site that the analysis found, and leave trials of another origin where they are', () => {
    const intake = { id: 'trial-a', protocol: 'walk', outcome: 'done', circumstances: { site: 'lowerBack' }, setAside: true } as const;
    const other = { id: 'other', protocol: 'walk', outcome: 'done', circumstances: {} } as const;
    const visit = steps(recorded(steps(ready(), { do: 'prepare', circumstances: { walkingAid: 'cane' } }, begin(0, 'a')), 'a'), settle(0, 'a'));
    const trials = withVisitTrials({ ...assessment, trials: [other, intake] }, visit).trials;
    expect(trials).toMatchObject([{ id: 'trial-a', circumstances: { site: 'lowerBack', walkingAid: 'cane' } }, other]);
    expect(trials[0].setAside).toBeUndefined();
  });

  it('that were left out disappear from the list when they are done after all', () => {
    const skipped = steps(ready(), { do: 'skip', test: 0, reason: 'Tired.' });
    const listed = withVisitTrials(assessment, skipped);
    expect(listed.trials).toMatchObject([{ outcome: 'notDone', note: 'Tired.' }]);
    const done = steps(skipped, { do: 'goTo', test: 0 }, settle(0, 'x', { isNew: true, outcome: 'refused' }));
    expect(withVisitTrials(listed, done).trials).toMatchObject([{ id: 'x', outcome: 'refused' }]);
  });
});

describe('what is entered with a test', () => {
  const tug = (seconds: number) => ({ 'functionTests.timedUpAndGoS': seconds });
  const first = steps(ready(), settle(0, 'x', { isNew: true, entered: tug(11) }));

  it('becomes an answer of the assessment beside the others', () => {
    expect(withEntered({ 'falls.past12Months': 1 }, ready(), first)).toEqual({ 'falls.past12Months': 1, ...tug(11) });
  });

  it('goes with its attempt when another one counts', () => {
    const again = steps(first, { do: 'goTo', test: 0 });
    expect(withEntered(tug(11), again, steps(again, settle(0, 'y', { isNew: true, entered: tug(9.5) })))).toEqual(tug(9.5));
    expect(withEntered(tug(11), again, steps(again, settle(0, 'y', { isNew: true, outcome: 'refused' })))).toEqual({});
  });

  it('does not come back over an answer that was put right in the form since', () => {
    expect(withEntered(tug(12), first, steps(first, { do: 'skip', test: 1, reason: 'x' }))).toEqual(tug(12));
    expect(withEntered(tug(12), first, steps(first, { do: 'goTo', test: 0 }, settle(0, 'y', { isNew: true, outcome: 'unable' })))).toEqual(tug(12));
  });
});
