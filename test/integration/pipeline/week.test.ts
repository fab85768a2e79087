import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingExporter } from '../../../src/export/recordings.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import type { AnalysisDocument, RecordingReader } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';

/** Two hours from half past five in the afternoon: walks, chairs and an evening on the charger, which is a gap. */
const WEAR = { seed: 4, durationS: 2 * 3600, startS: 17.5 * 3600 };
let folder: string;
let expected: AnalysisDocument;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-week-'));
  expected = await documentOf(simulateWear(WEAR));
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function documentOf(reader: RecordingReader): Promise<AnalysisDocument> {
  return (await analyzeRecording(reader, { traces: false })).document;
}

/** A document's bytes without what is a file's own: its path and checksum, and how it writes the person. */
function bytesOf({ recording, participant: _, ...document }: AnalysisDocument): string {
  return JSON.stringify({ ...document, recording: { ...recording, path: '', sha256: '' } });
}

describe('the document of two hours of daily life', () => {
  it('has several sections, walks, turns and the gap', () => {
    expect(expected.strides.length).toBeGreaterThan(100);
    expect(expected.turns.length).toBeGreaterThan(5);
    expect(expected.recording.durationS).toBe(WEAR.durationS);
    expect(expected.recording.lossPct).toBeGreaterThan(10);
    expect(expected.quality.findings.map(({ code }) => code)).toContain('LONG_GAP');
    expect(expected.metrics.filter(({ value }) => value !== null).length).toBeGreaterThan(40);
  });

  it.each([997, 30_000, 500_000])('is the same bytes where blocks are of %d samples', async (blockSamples) => {
    const document = await documentOf(simulateWear({ ...WEAR, blockSamples }));
    expect(bytesOf(document) === bytesOf(expected)).toBe(true);
  }, 60_000);

  it.each(['bids', 'csv', 'packed'] as const)('is the same bytes from the recording exported to %s', async (to) => {
    const written = await recordingExporter({ to, root: '.', out: join(folder, to), replace: false })(simulateWear(WEAR), () => undefined);
    const document = await documentOf(await openRecording(written));
    expect(bytesOf(document) === bytesOf(expected)).toBe(true);
    expect({ ...document.participant, id: '' }).toEqual({ ...expected.participant, id: '' });
  }, 60_000);
});
