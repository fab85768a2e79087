import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClinicLive } from '../../src/clinicLive.ts';
import { writeBidsMotion } from '../../src/export/bidsMotion.ts';
import { openRecording, recordingFiles } from '../../src/ingest/index.ts';
import type { SensorChoice, Visit } from '../../src/model/index.ts';
import { intakeRecording } from '../../src/pipeline/intake.ts';
import type { VisitStep } from '../../src/pipeline/visit/actions.ts';
import { beginVisit, stepVisit } from '../../src/pipeline/visit/desk.ts';
import { intakeOf, recordedIn } from '../../src/pipeline/visit/recordings.ts';
import { safetyQuestions } from '../../src/protocols/index.ts';
import { simulate, type ScenarioId } from '../../src/simulator/index.ts';
import type { RadioScenario } from '../../src/simulator/radio/index.ts';
import { openStores } from '../../src/store/open.ts';
import { analysisWorkers } from '../../src/workers.ts';

/** What is done for each test of STEADI but the last. */
const DONE: readonly ScenarioId[] = ['timedUpAndGo', 'chairStand30s', 'sideBySide', 'semiTandem', 'tandemHeld', 'oneLegLost', 'stanceOpenFirm'];
const SENSOR: SensorChoice = { id: 'd422cd005001', site: 'lowerBack' };
const room: RadioScenario = { sensors: [{ kind: 'movellaDot', address: 'd4:22:cd:00:50:01', name: 'Movella DOT 1', site: 'lowerBack', signal: { scenario: 'minuteWalk' } }] };
const SIGNED = { by: 'bench' } as const;

export interface Measured {
  /** s, from the end of a recording to its verdict: sensors told to stop, sealed, archived, analysed by a worker, kept in the visit. */
  readonly toVerdictS: number;
  /** s, the longest of the tests before: archived, analysed and kept, without a radio. */
  readonly longestBeforeS: number;
  readonly trials: number;
}

/** A visit of STEADI in a clinic of its own, on two workers: seven tests taken in one by one, the last, a minute of walking, recorded from a virtual sensor. */
export async function steadiVisit(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-visit-'));
  const stores = await openStores(join(folder, 'data'), 'clinic');
  const workers = analysisWorkers(2);
  const { records } = stores;
  const step = (next: VisitStep): Visit => stepVisit(records, 'v1', { ...next, ...SIGNED, at: new Date().toISOString() });
  const accept = (test: number, attemptId: string): Visit =>
    step({ do: 'settle', test, attemptId, isNew: false, outcome: 'done', circumstances: {}, entered: {}, note: null, endsLadder: false });
  const live = await openClinicLive(stores, join(folder, 'live'), workers, { virtual: room });
  try {
    records.putPatient({ id: 'p1', displayName: 'Bench', heightCm: 162, massKg: 65, createdAt: new Date().toISOString() });
    beginVisit(records, { id: 'v1', patientId: 'p1', battery: 'steadi', at: new Date().toISOString(), ...SIGNED });
    step({ do: 'answerSafety', answers: Object.fromEntries(safetyQuestions.map(({ id }) => [id, false])) });
    step({ do: 'prepare', sensors: [SENSOR] });

    let longestBeforeS = 0;
    for (const [test, scenario] of DONE.entries()) {
      const attemptId = `attempt-${test}`;
      const { motionPath } = await writeBidsMotion(join(folder, scenario), simulate(scenario, 7));
      const visit = step({ do: 'begin', test, attemptId, circumstances: {} });
      const from = performance.now();
      const taken = await intakeRecording(stores, {
        reader: await openRecording(motionPath), files: await recordingFiles(motionPath), patient: { id: 'p1' }, takenAt: visit.startedAt,
        outcome: 'done', ...intakeOf(records, { visitId: 'v1', attemptId }), answers: {}, options: { protocol: visit.tests[test].protocol },
        analyse: (options) => workers.recording(motionPath, options),
      });
      recordedIn(records, { visitId: 'v1', attemptId }, taken);
      longestBeforeS = Math.max(longestBeforeS, (performance.now() - from) / 1000);
      accept(test, attemptId);
    }

    const test = DONE.length;
    const { protocol, durationS } = step({ do: 'begin', test, attemptId: 'last', circumstances: {} }).tests[test];
    let endedMs = 0;
    const over = new Promise<number>((resolve, reject) => {
      live.control.listen((event) => {
        if (event.type !== 'session') return;
        if (event.state === 'sealing') endedMs = performance.now();
        if (event.state === 'done') resolve((performance.now() - endedMs) / 1000);
        if (event.state === 'failed') reject(new Error(event.message ?? 'the recording failed'));
      });
    });
    await live.control.start({ patientId: 'p1', protocol, sensors: [SENSOR], visit: { visitId: 'v1', attemptId: 'last' }, endsBy: { durationS } });
    while (live.control.session().state === 'starting') await new Promise((resolve) => setTimeout(resolve, 50));
    await live.control.mark('go');
    const toVerdictS = await over;
    const visit = accept(test, 'last');
    return { toVerdictS, longestBeforeS, trials: records.assessment(visit.assessmentId)?.trials.length ?? 0 };
  } finally {
    await live.close();
    await workers.close();
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  }
}
