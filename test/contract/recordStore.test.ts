import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnalysisDocument, Assessment, Patient, RecordStore, Session, StoredAnalysis, Trial, User, Visit } from '../../src/model/index.ts';
import { openDatabase } from '../../src/store/sqlite/openDatabase.ts';
import { SqliteRecordStore } from '../../src/store/sqlite/recordStore.ts';
import { writtenAnalysis } from '../../src/store/writtenAnalysis.ts';

/** To prove another store, add a line. */
const adapters: readonly { name: string; open: (folder: string) => Promise<RecordStore> }[] = [
  { name: 'SQLite', open: async (folder) => new SqliteRecordStore(await openDatabase(folder, 'demo')) },
];

const createdAt = '2026-03-01T09:30:00+01:00';
const person = (id: string, more: Partial<Patient> = {}): Patient => ({ id, displayName: `Person ${id}`, createdAt, ...more });
const trial = (id: string): Trial => ({ id, protocol: 'walk', outcome: 'done', circumstances: { surface: 'firm', eyes: 'open' } });
const visit = (id: string, more: Partial<Assessment> = {}): Assessment => ({
  id, patientId: 'p1', takenAt: createdAt, trials: [trial(`${id}-t1`)], answers: {}, software: 'surefoot@0.1.0', ...more,
});
const guided = (id: string, startedAt: string, more: Partial<Visit> = {}): Visit => ({
  id, patientId: 'p1', assessmentId: `a-${id}`, battery: 'steadi', startedAt, startedBy: 'u1', state: 'testing', safety: null, sensors: [], circumstances: { walkingAid: 'cane' },
  tests: [], current: 0, adverseEvents: [], ended: null, ...more,
});
const user = (id: string, username: string): User => ({ id, username, role: 'therapist', passwordHash: '$argon2id$x', createdAt });
const session = (token: string, userId: string): Session => ({ tokenSha256: token, userId, createdAt, lastSeenAt: createdAt, expiresAt: createdAt });
const document = (more: object = {}): AnalysisDocument => ({
  schema: 'surefoot.analysis/1', software: 'surefoot@0.1.0',
  recording: { path: 'prüfung/sub-01_motion.tsv', sha256: 'a'.repeat(64), sampleRateHz: 100, durationS: 0.1 + 0.2, sites: ['lowerBack'], lossPct: 1e-7 },
  protocol: 'walk', algorithms: [], quality: { ok: true, findings: [{ code: 'NOTE', severity: 'note', message: 'Zeile 1\nline 2 "—" 漢字 🚶\u2028' }] },
  gaitSequences: [], walkingBouts: [], initialContacts: [{ timeS: 1.0050000000000001, side: null }], finalContacts: [], strides: [],
  turns: [], transfers: [], stances: [], phases: [], metrics: [], ...more,
});
const analysis = (key: string, more: Partial<StoredAnalysis> = {}): StoredAnalysis => ({ key, recordingId: 'r1', document: document(), traces: null, ...more });

describe.each(adapters)('The record store on $name', ({ open }) => {
  let folder: string;
  let store: RecordStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surefoot-records-'));
    store = await open(folder);
  });
  afterEach(async () => {
    store.close();
    await rm(folder, { recursive: true });
  });
  const reopen = async () => {
    store.close();
    store = await open(folder);
  };
  const allPages = <T>(list: (cursor?: string) => { items: readonly T[]; nextCursor?: string }, between?: () => void): T[] => {
    const seen: T[] = [];
    let cursor: string | undefined;
    do {
      const page = list(cursor);
      seen.push(...page.items);
      cursor = page.nextCursor;
      between?.();
    } while (cursor !== undefined);
    return seen;
  };

  test('says what kind of installation it belongs to', () => {
    expect(store.kind()).toBe('demo');
  });

  test('gives null for everything it does not know', () => {
    expect([store.patient('x'), store.patientByExternalId('x'), store.assessment('x'), store.analysis('x')]).toEqual([null, null, null, null]);
    expect([store.user('x'), store.userByName('x'), store.session('x'), store.setting('x')]).toEqual([null, null, null, null]);
    expect(store.patients({ limit: 5 })).toEqual({ items: [] });
    expect(store.assessmentsOf('x', { limit: 5 })).toEqual({ items: [] });
  });

  test('keeps a patient with a name in any script, also after it was closed', async () => {
    const patient = person('p1', { displayName: 'Zoë Müller-Ångström 李小龙 🚶‍♀️', externalId: 'sub-01/ä', birthYear: 1948, sex: 'F', heightCm: 161.5 });
    store.putPatient(patient);
    await reopen();
    expect(store.patient('p1')).toEqual(patient);
    expect(store.patientByExternalId('sub-01/ä')).toEqual(patient);
  });

  test('replaces a patient that is put again and forgets the old external id', () => {
    store.putPatient(person('p1', { externalId: 'old' }));
    store.putPatient(person('p1', { externalId: 'new', displayName: 'Other' }));
    expect(store.patients({ limit: 5 }).items).toEqual([person('p1', { externalId: 'new', displayName: 'Other' })]);
    expect(store.patientByExternalId('old')).toBeNull();
  });

  test('refuses an external id that another patient has', () => {
    store.putPatient(person('p1', { externalId: 'A7' }));
    expect(() => store.putPatient(person('p2', { externalId: 'A7' }))).toThrow(expect.objectContaining({ code: 'CONFLICT', where: { field: 'externalId' } }));
    expect(store.patient('p2')).toBeNull();
  });

  test('refuses ids that say something or reach somewhere', () => {
    for (const id of ['', '../x', 'a b', 'Müller', "x'; --"]) expect(() => store.putPatient(person(id)), id).toThrow(RangeError);
  });

  test('pages through 250 patients by name, each once, while others come in', () => {
    const name = (i: number) => `Patient ${i}`;
    for (let i = 250; i >= 1; i--) store.putPatient(person(`p${i}`, { displayName: name(i) }));
    let late = 0;
    const seen = allPages((cursor) => store.patients({ limit: 40, ...(cursor && { cursor }) }), () => {
      // Sorts before every page: must not push anyone onto the next page twice.
      store.putPatient(person(`late${late++}`, { displayName: 'Aaron' }));
    });
    expect(seen.map((p) => p.displayName)).toEqual(Array.from({ length: 250 }, (_, i) => name(i + 1)));
    expect(late).toBe(7);
  });

  test('ends without a cursor when the last page is exactly full', () => {
    for (const id of ['a', 'b', 'c', 'd']) store.putPatient(person(id, { displayName: 'Same name' }));
    expect(allPages((cursor) => store.patients({ limit: 2, ...(cursor && { cursor }) })).map((p) => p.id)).toEqual(['a', 'b', 'c', 'd']);
    expect(store.patients({ limit: 4 }).nextCursor).toBeUndefined();
  });

  test('refuses a cursor it did not give for this list', () => {
    for (const id of ['p1', 'p2']) store.putPatient(person(id));
    for (const cursor of ['', 'nonsense', 'e30', '%%%']) {
      expect(() => store.patients({ limit: 1, cursor }), cursor).toThrow(expect.objectContaining({ code: 'BAD_INPUT', where: { field: 'cursor' } }));
    }
    const { nextCursor } = store.patients({ limit: 1 });
    expect(() => store.assessmentsOf('p1', { limit: 1, cursor: nextCursor! })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => store.patients({ limit: 0 })).toThrow(RangeError);
  });

  test('keeps an assessment with its trials in order and replaces them in one go', () => {
    store.putPatient(person('p1'));
    const first = visit('a1', { ageYears: 78, trials: [trial('t2'), trial('t1')], answers: { 'falls.past12Months': 2, afraid: true, note: 'müde' } });
    store.putAssessment(first);
    expect(store.assessment('a1')).toEqual(first);
    const second = visit('a1', { trials: [trial('t3'), trial('t2')] });
    store.putAssessment(second);
    expect(store.assessment('a1')).toEqual(second);
  });

  test('keeps the old assessment whole when the new one is refused', () => {
    store.putPatient(person('p1'));
    store.putAssessment(visit('a1'));
    store.putAssessment(visit('a2'));
    expect(() => store.putAssessment(visit('a2', { software: 'x@1', trials: [trial('t9'), trial('a1-t1')] }))).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(store.assessment('a2')).toEqual(visit('a2'));
    expect(() => store.putAssessment(visit('a3', { patientId: 'nobody' }))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => store.putAssessment(visit('a3', { takenAt: 'yesterday' }))).toThrow(RangeError);
    expect(store.assessment('a3')).toBeNull();
  });

  test('lists assessments newest first by instant, not by the text of the time', () => {
    store.putPatient(person('p1'));
    store.putPatient(person('p2'));
    store.putAssessment(visit('noon', { takenAt: '2026-03-01T12:00:00Z' }));
    store.putAssessment(visit('earlier', { takenAt: '2026-03-01T13:00:00+02:00' }));
    store.putAssessment(visit('later', { takenAt: '2026-03-01T08:00:00-05:00' }));
    store.putAssessment(visit('tie', { takenAt: '2026-03-01T12:00:00.000Z' }));
    store.putAssessment(visit('other', { patientId: 'p2' }));
    const seen = allPages((cursor) => store.assessmentsOf('p1', { limit: 1, ...(cursor && { cursor }) }));
    expect(seen.map((a) => a.id)).toEqual(['later', 'tie', 'noon', 'earlier']);
  });

  test('replaces the answers alone and refuses those of an unknown assessment', () => {
    store.putPatient(person('p1'));
    store.putAssessment(visit('a1'));
    store.putAnswers('a1', { 'falls.past12Months': 0 });
    expect(store.assessment('a1')).toEqual(visit('a1', { answers: { 'falls.past12Months': 0 } }));
    expect(() => store.putAnswers('a9', {})).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('keeps a visit, finds it by its assessment, and lists those in which something is still to happen, the newest first', async () => {
    store.putPatient(person('p1'));
    const recording = { state: 'recording', message: null, trialId: null, recordingId: null, analysisKey: null } as const;
    const attempt = { id: 't1', startedAt: createdAt, recording, circumstances: {}, decision: null, outcome: null, entered: {}, note: null };
    const awaited = guided('awaited', '2026-03-01T08:00:00Z', { state: 'aborted', tests: [{ protocol: 'walk', durationS: 60, ladder: null, attempts: [attempt], skipped: null }] });
    const all = [guided('first', '2026-03-01T09:00:00+01:00'), guided('second', '2026-03-01T08:30:00Z', { state: 'safetyCheck' }), awaited, guided('over', '2026-03-01T12:00:00Z', { state: 'finished' })];
    for (const one of all) {
      store.putAssessment(visit(one.assessmentId));
      store.putVisit(one);
    }
    await reopen();
    expect(store.visit('first')).toEqual(all[0]);
    expect(store.visitOfAssessment('a-over')).toEqual(all[3]);
    expect([store.visit('x'), store.visitOfAssessment('x')]).toEqual([null, null]);
    // 08:30, then 09:00+01:00, which is 08:00 as well as that of the awaited one: then by id.
    expect(store.openVisits().map(({ id }) => id)).toEqual(['second', 'first', 'awaited']);
    store.putVisit({ ...all[0], state: 'finished' });
    expect(store.openVisits().map(({ id }) => id)).toEqual(['second', 'awaited']);
  });

  test('refuses a visit of an assessment that is not there', () => {
    expect(() => store.putVisit(guided('v1', createdAt))).toThrow(expect.objectContaining({ code: 'NOT_FOUND', where: { field: 'assessmentId' } }));
    expect(store.visit('v1')).toBeNull();
  });

  test('gives an analysis back byte by byte, and its traces to whoever asks for them', async () => {
    const traces = { site: 'lowerBack', sampleRateHz: 50, startS: 0, acc: { ap: [0.1, null, -1e-12], v: [9.81, null, 9.8], ml: [0, null, Math.PI] }, yaw: null };
    const given = analysis('k1', { traces });
    store.putAnalysis(given);
    store.putAnalysis(given);
    await reopen();
    const found = store.analysis('k1')!;
    expect(JSON.stringify(found.document)).toBe(JSON.stringify(given.document));
    expect(found).toMatchObject({ recordingId: 'r1', hasTraces: true });
    expect(await store.tracesJson('k1')).toBe(JSON.stringify(traces));
    store.putAnalysis(analysis('k2'));
    expect(store.analysis('k2')?.hasTraces).toBe(false);
    expect([await store.tracesJson('k2'), await store.tracesJson('k9')]).toEqual([null, null]);
  });

  test('keeps an analysis that was written elsewhere as one that it writes itself', async () => {
    const given = analysis('k1', { traces: { site: 'lowerBack', sampleRateHz: 50, startS: 0, acc: { ap: [0.1], v: [9.81], ml: [null] }, yaw: null } });
    const { key, recordingId, document: itself } = given;
    store.putAnalysis({ key, recordingId, ...writtenAnalysis(given) });
    expect(store.analysis('k1')).toEqual({ key, recordingId, document: itself, hasTraces: true });
    expect(await store.tracesJson('k1')).toBe(JSON.stringify(given.traces));
  });

  test('refuses a document with a number that JSON would lose', () => {
    const broken = document({ phases: [{ name: 'walk', startS: 0, endS: Number.NaN }] });
    expect(() => store.putAnalysis(analysis('k1', { document: broken }))).toThrow(/"endS"/);
    expect(store.analysis('k1')).toBeNull();
  });

  test('refuses a name with a NUL in it rather than take it for another name', () => {
    store.putUser(user('u1', 'anna'));
    expect(() => store.userByName('anna\0x')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => store.putUser(user('u2', 'bob\0x'))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(store.userCount()).toBe(1);
  });

  test('keeps users under one name each, lists them by name and counts them', () => {
    store.putUser(user('u1', 'zoë'));
    store.putUser(user('u2', 'Bob'));
    store.putUser({ ...user('u1', 'anna'), role: 'admin' });
    expect(store.users().map((u) => u.username)).toEqual(['anna', 'Bob']);
    expect(store.userByName('anna')).toEqual({ ...user('u1', 'anna'), role: 'admin' });
    expect([store.userByName('zoë'), store.userCount()]).toEqual([null, 2]);
    expect(() => store.putUser(user('u3', 'Bob'))).toThrow(expect.objectContaining({ code: 'CONFLICT', where: { field: 'username' } }));
  });

  test('finds sessions by the hash of their token and ends them one by one or by user', () => {
    for (const [id, name] of [['u1', 'anna'], ['u2', 'bob']] as const) store.putUser(user(id, name));
    for (const [token, id] of [['s1', 'u1'], ['s2', 'u1'], ['s3', 'u2']] as const) store.putSession(session(token, id));
    store.putSession({ ...session('s1', 'u1'), lastSeenAt: '2026-03-01T10:00:00Z' });
    expect(store.session('s1')?.lastSeenAt).toBe('2026-03-01T10:00:00Z');
    store.deleteSession('s1');
    expect([store.session('s1'), store.session('s2')]).toEqual([null, session('s2', 'u1')]);
    store.deleteSessionsOf('u1');
    expect([store.session('s2'), store.session('s3')]).toEqual([null, session('s3', 'u2')]);
    expect(() => store.putSession(session('s4', 'nobody'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('keeps the sessions of a user who is put again', () => {
    store.putUser(user('u1', 'anna'));
    store.putSession(session('s1', 'u1'));
    store.putUser({ ...user('u1', 'anna'), passwordHash: '$argon2id$y' });
    expect(store.session('s1')).toEqual(session('s1', 'u1'));
  });

  test('keeps, replaces and removes settings', () => {
    store.putSetting('setup.token', 'one');
    store.putSetting('setup.token', 'two');
    expect(store.setting('setup.token')).toBe('two');
    store.putSetting('setup.token', null);
    expect(store.setting('setup.token')).toBeNull();
  });

  test('takes everything back when a transaction throws', () => {
    const trouble = new Error('trouble');
    expect(() => store.transaction(() => {
      store.putPatient(person('p1'));
      store.putAssessment(visit('a1'));
      throw trouble;
    })).toThrow(trouble);
    expect([store.patient('p1'), store.assessment('a1')]).toEqual([null, null]);
    expect(store.transaction(() => { store.putPatient(person('p1')); return 7; })).toBe(7);
    expect(store.patient('p1')).toEqual(person('p1'));
  });

  test('takes back an inner transaction alone when the outer one goes on', () => {
    store.transaction(() => {
      store.putPatient(person('kept'));
      expect(() => store.transaction(() => { store.putPatient(person('lost')); throw new Error('inner'); })).toThrow('inner');
      store.putPatient(person('kept2'));
    });
    expect(store.patients({ limit: 5 }).items.map((p) => p.id)).toEqual(['kept', 'kept2']);
  });

  test('refuses a transaction that waits', () => {
    expect(() => store.transaction(async () => { store.putPatient(person('p1')); throw new Error('after'); })).toThrow(TypeError);
    expect(store.patient('p1')).toBeNull();
  });

  test('says so when it is used after it was closed', async () => {
    store.close();
    store.close();
    expect(() => store.patient('p1')).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
    store = await open(folder);
  });
});
