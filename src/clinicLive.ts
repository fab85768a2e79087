/** Composition of live recording in a clinic: radio, session, raw log, sealing and intake behind one `LiveControl`. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sealRecording } from './export/seal.ts';
import { openRecording, recordingFiles } from './ingest/index.ts';
import { fileSession, recoverSessions, type Seal } from './ingest/rawLog/recover.ts';
import { rawLogWriter } from './ingest/rawLog/writer.ts';
import { createSession } from './ingest/session/createSession.ts';
import { findWorn } from './ingest/session/findWorn.ts';
import { findSensors } from './ingest/transports/ble/findSensors.ts';
import { monotonicMs } from './ingest/transports/ble/monotonic.ts';
import { keepRunningOnFaults } from './liveApp.ts';
import { AppError } from './model/index.ts';
import type { LiveControl, Participant, Patient, SessionRecording, SessionStart, VisitAttempt } from './model/index.ts';
import { SOFTWARE } from './pipeline/algorithms.ts';
import { intakeRecording, type IntakeResult, type IntakeStores } from './pipeline/intake.ts';
import { liveControl } from './pipeline/live/control/liveControl.ts';
import type { OpenedSession } from './pipeline/live/control/ports.ts';
import type { WrittenResult } from './pipeline/keeping.ts';
import type { AnalyzeOptions } from './pipeline/options.ts';
import { tellVisit } from './pipeline/visit/desk.ts';
import { intakeOf, loseUnrecorded, recordedIn } from './pipeline/visit/recordings.ts';
import { openRadio, type RadioOptions } from './radio.ts';

/** A sensor that is switched on and near is heard in this time, s. */
const FIND_S = 15;

/** Who analyses, so that the sensors are heard meanwhile. */
export interface LiveWorkers {
  written(path: string, options: AnalyzeOptions): Promise<WrittenResult>;
}

export interface ClinicLive {
  readonly control: LiveControl;
  /** What became of sessions that were interrupted the last time; sentences for whoever starts the server. */
  readonly recovered: readonly string[];
  /** Ends a session that runs or is being started: what it recorded is kept as at any stop, and this waits for it. Lets the radio go. */
  close(): Promise<void>;
}

/**
 * Live recording into a clinic's store. Sessions that were interrupted are taken in first.
 * @param folder for what is under way: raw logs, and recordings on their way into the archive
 * @param workers that analyse, so that the server and the sensors of the next session are heard meanwhile
 * @param onTakenIn told of each recording that the clinic has
 */
export async function openClinicLive(stores: IntakeStores, folder: string, workers: LiveWorkers, radio: RadioOptions = {}, onTakenIn: (taken: IntakeResult) => void = () => {}): Promise<ClinicLive> {
  keepRunningOnFaults();
  const closing = new AbortController();
  let newestAssessmentId = '';
  const seal = sealInto({ stores, workers }, join(folder, 'sealing'), (taken) => {
    newestAssessmentId = taken.assessmentId;
    onTakenIn(taken);
  });
  // Before the radio is opened nothing is being recorded: what is not here now was interrupted before anything came, or waits for the next start.
  const recovered = (await recoverSessions(folder, seal)).map(({ message, filed }) => (filed ? `${message} It is among the patient's assessments.` : message));
  loseUnrecorded(stores.records, 'The recording was interrupted, and nothing of it is there.');
  const central = await openRadio(radio);
  let attempt: VisitAttempt | null = null;

  const control = liveControl({
    now: monotonicMs,
    before: recovered.length > 0 ? recovered.join(' ') : null,
    scan: (seconds, signal) => findSensors(central, { seconds, signal }),
    openSession: (request) => openSession(request),
    // The log is filed away only once the clinic has the recording: a crash in between repeats it, and nothing is there twice.
    keep: async ({ motionPath: logPath }) => {
      try {
        await fileSession(logPath, seal);
      } catch (error) {
        if (!isWithoutSamples(error)) throw error;
        // Of no use to anybody, now as at the next start.
        await rm(logPath, { force: true });
        throw new AppError('BAD_RECORDING', 'No sensor had sent anything when the recording was stopped, so there is nothing to keep. Start anew, and wait until all sensors send.', { field: 'samples' }, { cause: error });
      }
      return { assessmentId: newestAssessmentId };
    },
    onFault: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
  });
  control.listen((event) => {
    if (event.type !== 'session' || event.state !== 'failed' || attempt === null) return;
    const { visitId, attemptId } = attempt;
    tellVisit(stores.records, visitId, { news: 'lost', attemptId, message: event.message ?? 'The recording failed.' });
  });
  return {
    control,
    recovered,
    async close() {
      closing.abort(new AppError('CONFLICT', 'The server is being stopped; start again once it is back.'));
      // Also one that is being opened or sealed: the stores are closed after this.
      await control.stop().catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
      });
      await central.close();
    },
  };

  async function openSession(request: SessionStart): Promise<OpenedSession> {
    const patient = stores.records.patient(request.patientId);
    if (!patient) throw new AppError('NOT_FOUND', 'There is no such patient');
    const { signal } = closing;
    await central.ready({ signal });
    const worn = await findWorn(central, request.sensors, { seconds: FIND_S, signal });
    const startedAt = new Date().toISOString();
    const startedMs = monotonicMs();
    const id = randomBytes(8).toString('hex');
    const path = join(folder, `${id}.sfraw`);
    const log = await rawLogWriter(path, {
      schema: 'surefoot.rawLog/1', sessionId: id, software: SOFTWARE, startedAt, startedMs,
      subject: label(patient.id), task: label(request.protocol), participant: participantOf(patient),
      patientId: patient.id, protocol: request.protocol, ...(request.visit ? { visit: request.visit } : {}),
      sensors: worn.map(({ id: device, name, site, settings, model }) => ({ id: device, name, site, settings, model: model.id })),
    });
    attempt = request.visit ?? null;
    try {
      const session = createSession({ central, sensors: worn, log, now: monotonicMs, startedMs });
      return {
        id, startedAt, startedMs,
        blocks: session.blocks,
        notices: session.notices,
        sensors: () => session.sensors(),
        start: () => session.start(),
        mark: (type, timeMs) => {
          log.mark({ mark: 'event', timeMs, type, durationS: 0 });
          return log.flush();
        },
        stop: () => session.stop(),
        failed: log.failed,
        seal: async () => {
          await log.close();
          return { motionPath: path };
        },
        close: () => log.close(),
      };
    } catch (error) {
      await log.close().finally(() => rm(path, { force: true }));
      throw error;
    }
  }
}

/** Seals a session's recording and takes it into the clinic; what stood on the way is removed. */
function sealInto({ stores, workers }: { stores: IntakeStores; workers: LiveWorkers }, sealing: string, onKept: (taken: IntakeResult) => void): Seal {
  return async (recording: SessionRecording) => {
    const { patientId, protocol, session } = recording;
    if (patientId === null || protocol === null) throw new AppError('BAD_RECORDING', 'This raw log does not say whose recording it is; file it away with "surefoot import".', { file: recording.header.path });
    // Whoever seals holds the session's lock, so what stands here is left over from a sealing that was killed.
    const dataset = join(sealing, session.id);
    await rm(dataset, { recursive: true, force: true });
    try {
      const sealed = await sealRecording(recording, dataset);
      const taken = await intakeRecording(stores, {
        reader: await openRecording(sealed.motionPath),
        files: await recordingFiles(sealed.motionPath),
        patient: { id: patientId },
        takenAt: session.startedAt,
        outcome: 'done',
        ...intakeOf(stores.records, recording.visit),
        answers: {},
        options: { protocol },
        analyse: (options) => workers.written(sealed.motionPath, options),
      });
      if (recording.visit) recordedIn(stores.records, recording.visit, taken);
      onKept(taken);
      return sealed;
    } finally {
      await rm(dataset, { recursive: true, force: true });
    }
  };
}

function isWithoutSamples(error: unknown): boolean {
  return error instanceof AppError && error.code === 'BAD_RECORDING' && error.where.field === 'samples';
}

/** Letters and digits, as BIDS wants them in a file name. */
function label(id: string): string {
  return id.replace(/[^A-Za-z0-9]/g, '');
}

function participantOf({ sex, heightCm, legLengthCm, massKg }: Patient): Participant {
  return Object.fromEntries(Object.entries({ sex, heightCm, legLengthCm, massKg }).filter(([, value]) => value !== undefined));
}
