import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { AssessmentView } from '../../src/api/schemas/assessments.ts';
import type { PatientPage, PatientView } from '../../src/api/schemas/patients.ts';
import type { AnalysisDocument } from '../../src/model/analysis.ts';
import { root, startSurefoot } from '../integration/cli/surefoot.ts';

export interface Started {
  readonly address: string;
  /** What was printed, for the sign-in or the token. */
  readonly printed: RegExpMatchArray;
  stop(): Promise<void>;
}

async function start(command: 'demo' | 'serve', pattern: RegExp): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-e2e-'));
  const running = startSurefoot([command, '--port', '0', '--data', join(folder, 'data')]);
  const printed = await running.waitFor(pattern);
  return {
    address: printed[1],
    printed,
    async stop() {
      running.child.kill('SIGTERM');
      await running.ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The built demo, as `npm start` runs it: printed[2] and printed[3] are the sign-in. */
export const startDemo = () => start('demo', /(http:\/\/127\.0\.0\.1:\d+)\s+Sign in as "([^"]+)" with password "([^"]+)"/);

/** An empty clinic: printed[2] is the set-up token. */
export const startEmptyClinic = () => start('serve', /at (http:\/\/127\.0\.0\.1:\d+)\s[^]*set-up token: (\S+)/);

/** What the API says, asked with the page's own session. */
export async function fromApi<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(`/api/v1/${path}`);
  if (!response.ok()) throw new Error(`GET ${path}: ${response.status()}`);
  return (await response.json()) as T;
}

export async function patientNamed(page: Page, part: string): Promise<PatientView> {
  const { items } = await fromApi<PatientPage>(page, 'patients?limit=200');
  const found = items.find((patient) => patient.externalId?.includes(part) || patient.displayName.includes(part));
  if (!found) throw new Error(`The demo has no patient ${part}`);
  return found;
}

export async function newestAssessmentOf(page: Page, patientId: string): Promise<AssessmentView> {
  const { items } = await fromApi<{ items: { id: string }[] }>(page, `patients/${patientId}/assessments`);
  return fromApi<AssessmentView>(page, `assessments/${items[0].id}`);
}

interface DemoEntry {
  readonly recording: string;
  readonly externalId: string;
  readonly protocol: string;
  readonly circumstances: { readonly courseLengthM?: number };
}

/** Which bundled recording a document of the demo was made from. */
export async function bundledRecordingOf(assessment: AssessmentView, document: AnalysisDocument): Promise<DemoEntry & { path: string }> {
  const { assessments } = JSON.parse(await readFile(`${root}fixtures/demo/assessments.json`, 'utf8')) as { assessments: DemoEntry[] };
  for (const entry of assessments.filter((one) => one.externalId === assessment.patient.externalId)) {
    const path = `${root}fixtures/${entry.recording}`;
    const sha256 = createHash('sha256').update(await readFile(path)).digest('hex');
    if (sha256 === document.recording.sha256) return { ...entry, path };
  }
  throw new Error(`No bundled recording of ${assessment.patient.externalId} has the SHA-256 ${document.recording.sha256}`);
}
