import type { Answers, Assessment, Attempt, Trial, Visit, VisitTest } from '../../model/index.ts';
import { derivedId, present } from '../intakeRecords.ts';

/**
 * The assessment with the visit's trials as they are now: in the battery's order, what does not count marked so, tests that were left
 * out as not done. Trials that came to the assessment in another way stay behind them.
 */
export function withVisitTrials(assessment: Assessment, visit: Visit): Assessment {
  const known = new Map(assessment.trials.map((trial) => [trial.id, trial]));
  const own = visit.tests.flatMap((test, i) => [
    ...test.attempts.flatMap((attempt) => trialOf(test, attempt, known)),
    ...(test.skipped === null ? [] : [leftOut(visit, test, i)]),
  ]);
  const ids = new Set([...own.map(({ id }) => id), ...visit.tests.flatMap((test, i) => [leftOut(visit, test, i).id, ...test.attempts.map(({ id }) => id)])]);
  return { ...assessment, trials: [...own, ...assessment.trials.filter(({ id }) => !ids.has(id))] };
}

/** None while it is being recorded, and where nothing was kept and nothing was entered. */
function trialOf({ protocol }: VisitTest, { id, recording, circumstances, decision, outcome, note }: Attempt, known: ReadonlyMap<string, Trial>): Trial[] {
  const isRecorded = recording?.state === 'recorded' && recording.trialId !== null;
  if (!isRecorded && outcome === null) return [];
  return [{
    id: isRecorded ? recording.trialId : id,
    protocol,
    outcome: outcome ?? 'done',
    circumstances: { ...(isRecorded ? known.get(recording.trialId)?.circumstances : {}), ...circumstances },
    ...present({
      recordingId: recording?.recordingId ?? undefined,
      analysisKey: recording?.analysisKey ?? undefined,
      setAside: decision?.as === 'accepted' ? undefined : (true as const),
      note: note ?? undefined,
    }),
  }];
}

function leftOut({ id }: Visit, { protocol, skipped }: VisitTest, index: number): Trial {
  return { id: derivedId('leftOut', id, String(index)), protocol, outcome: 'notDone', circumstances: {}, ...present({ note: skipped?.reason }) };
}

/** What was entered with the attempts that count. */
export function enteredIn({ tests }: Visit): Answers {
  return Object.assign({}, ...tests.flatMap(({ attempts }) => attempts.filter(({ decision }) => decision?.as === 'accepted').map(({ entered }) => entered))) as Answers;
}

/**
 * The assessment's answers after a step of its visit. What an attempt had brought goes with it when another one counts;
 * what was entered elsewhere stays.
 */
export function withEntered(answers: Answers, before: Visit, after: Visit): Answers {
  const [had, has] = [enteredIn(before), enteredIn(after)];
  const kept = Object.entries(answers).filter(([id, value]) => !(id in had && had[id] === value && !(id in has)));
  // Only what is new: an answer that was put right in the form since must not fall back.
  const brought = Object.entries(has).filter(([id, value]) => had[id] !== value);
  return { ...Object.fromEntries(kept), ...Object.fromEntries(brought) };
}
