import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerDefinitions, instruments } from '../../../src/questionnaires/index.ts';

const folder = new URL('../../../src/questionnaires/instruments/', import.meta.url);

describe('the list of instruments', () => {
  it('names every file of its folder', () => {
    const files = readdirSync(folder).filter((name) => name !== 'index.ts').map((name) => name.replace('.ts', ''));
    expect(instruments.map((i) => i.id).sort()).toEqual(files.sort());
  });

  it('gives every answer an id of its own', () => {
    const ids = answerDefinitions.map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z0-9]*$/);
  });

  it('is plain data that survives JSON', () => {
    expect(JSON.parse(JSON.stringify(answerDefinitions))).toEqual(answerDefinitions);
  });

  it('says for every question whose wording it is, why it may be shown and where it comes from', () => {
    for (const d of answerDefinitions) {
      expect(d.wording.why.length, d.id).toBeGreaterThan(20);
      expect(d.source.citation.length, d.id).toBeGreaterThan(5);
      expect(d.label.length, d.id).toBeGreaterThan(5);
    }
  });
});
