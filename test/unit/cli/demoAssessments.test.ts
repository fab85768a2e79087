import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDemoAssessments } from '../../../src/cli/demoAssessments.ts';
import { ASSISTANCE, FOOTWEAR, OUTCOMES, SURFACES, WALKING_AIDS } from '../../../src/model/index.ts';
import { protocols } from '../../../src/protocols/index.ts';
import { validateAnswers } from '../../../src/questionnaires/index.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const assessments = await readDemoAssessments(join(fixtures, 'demo/assessments.json'));

describe.each(assessments.map((assessment) => [`${assessment.externalId} ${assessment.visit}`, assessment] as const))('the demo assessment of %s', (_, assessment) => {
  test('names a bundled recording, a known protocol and a time with a zone', () => {
    expect(existsSync(join(fixtures, assessment.recording))).toBe(true);
    expect(protocols.map(({ id }) => id)).toContain(assessment.protocol);
    expect(assessment.takenAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
  });

  test('has answers the questionnaires accept', () => {
    expect(validateAnswers(assessment.answers)).toEqual(assessment.answers);
  });

  test('has circumstances in the words of the model', () => {
    const { walkingAid, footwear, assistance, surface } = assessment.circumstances;
    expect(OUTCOMES).toContain(assessment.outcome);
    expect(WALKING_AIDS).toContain(walkingAid);
    expect(FOOTWEAR).toContain(footwear);
    expect(ASSISTANCE).toContain(assistance);
    expect(SURFACES).toContain(surface);
  });

  test('cannot be taken for a real person', () => {
    expect(assessment.displayName).toMatch(/ Invented$/);
  });
});
