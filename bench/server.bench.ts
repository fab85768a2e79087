import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClinic, type Clinic } from '../src/app.ts';
import { exportBidsMotion } from '../src/export/bidsMotion.ts';
import { openRecording } from '../src/ingest/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import { simulateWear } from '../src/simulator/wear/wear.ts';
import { memoryReader } from '../test/support/memoryReader.ts';
import type { Bench, Outcome } from './define.ts';
import { lateness } from './server/lateness.ts';
import { visitor } from './server/visitor.ts';
import { walking } from './walking.ts';

const HOUR_S = 3600;
/** At most this long the main thread may keep others waiting. */
const LATEST_MS = 20;
const USER = 'bench';

/** A real server: what it takes in is analysed in workers, what it shows is asked for over HTTP. */
export const benches: readonly Bench[] = [{
  id: 'server.lateness',
  group: 'live',
  title: 'how late the main thread of a serving clinic is at most, while a recording is taken in, and while its page is opened (needs an idle machine)',
  goals: ['taking in five minutes', 'taking in an hour', 'taking in an hour of walking', 'showing an hour of walking'].map((candidate) => ({ candidate, measure: 'lateMs', atMost: LATEST_MS })),
  warmUp: 1,
  async prepare() {
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-server-'));
    const written = async (name: string, reader: Parameters<typeof exportBidsMotion>[1]) => (await exportBidsMotion(join(folder, name), reader, { subject: name, task: 'wear' })).motionPath;
    const five = await written('fiveMinutes', simulateWear({ seed: 5, durationS: 300, startS: 8 * HOUR_S }));
    const hour = await written('hour', simulateWear({ seed: 60, durationS: HOUR_S, startS: 8 * HOUR_S }));
    const walk = await written('walk', memoryReader(walking(6)));

    /** A clinic of its own, since what it knows already is not analysed again. */
    const serving = async <T>(use: (clinic: Clinic, address: string) => Promise<T>): Promise<T> => {
      const clinic = await openClinic(await mkdtemp(join(folder, 'clinic-')), 'clinic');
      try {
        const server = await clinic.serve({ mode: 'clinic', host: '127.0.0.1', port: 0, proxyHosts: [], logLevel: 'silent' });
        try {
          return await use(clinic, server.address);
        } finally {
          await server.close();
        }
      } finally {
        await clinic.close();
      }
    };
    const intake = (clinic: Clinic, path: string) => clinic.intake(path, { externalId: 'P-1', takenAt: '2026-03-14T09:30:00+01:00', outcome: 'done', circumstances: {}, answers: {}, options: {} });
    const timed = async (work: () => Promise<number>): Promise<Outcome> => {
      const before = process.cpuUsage();
      let sum = 0;
      const late = await lateness(async () => void (sum = await work()));
      const { user, system } = process.cpuUsage(before);
      return { cpuS: (user + system) / 1e6, ...late, sum };
    };
    const takingIn = (path: string) => () => serving((clinic) => timed(async () => (await intake(clinic, path)).document.metrics.length));
    const pages = (assessmentId: string, trialId: string) => [`assessments/${assessmentId}`, `assessments/${assessmentId}/trials/${trialId}/signals`];
    const showing = () => serving(async (clinic, address) => {
      const { assessmentId, trialId } = await intake(clinic, walk);
      const browser = await visitor(address, { username: USER, password: await clinic.makeUser(USER, 'therapist') });
      try {
        return await timed(async () => {
          let bytes = 0;
          for (const page of pages(assessmentId, trialId)) bytes += await browser.get(page);
          return bytes;
        });
      } finally {
        await browser.leave();
      }
    });
    const here = async () => timed(async () => (await analyzeRecording(await openRecording(walk))).document.strides.length);
    return {
      candidates: [
        { name: 'analysis of an hour of walking in the main thread', run: here },
        { name: 'taking in five minutes', run: takingIn(five) },
        { name: 'taking in an hour', run: takingIn(hour) },
        { name: 'taking in an hour of walking', run: takingIn(walk) },
        { name: 'showing an hour of walking', run: showing },
      ],
      async compare() {
        const { metrics } = (await analyzeRecording(await openRecording(walk))).document;
        const taken = await serving(async (clinic) => (await intake(clinic, walk)).document.metrics);
        if (JSON.stringify(taken) !== JSON.stringify(metrics)) throw new Error('what is taken in has other numbers than the analysis');
      },
      dispose: () => rm(folder, { recursive: true }),
    };
  },
}];
