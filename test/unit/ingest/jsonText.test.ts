import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault, lineOfKey, parseJsonObject } from '../../../src/ingest/jsonText.ts';

/** Whether text can be made JSON by what comes after it, judged by cutting: the engine itself is the oracle. */
function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

describe('the fault in broken JSON', () => {
  it('lies at the end of every text that is JSON', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom('', '\n', ' \r\n '), (text, blank) => {
      expect(jsonFault(text + blank)).toBe((text + blank).length);
    }));
  });

  it('is found in every text that is none, and lies no later than the first wrong character', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('}', ']', ',', ':', '"', 'x', '{', '#', '\n"'), (text, where, wrong) => {
      const at = where % (text.length + 1);
      const broken = text.slice(0, at) + wrong + text.slice(at);
      fc.pre(!parses(broken));
      const fault = jsonFault(broken);
      expect(fault).toBeLessThanOrEqual(broken.length);
      // What stands before the fault is a beginning of JSON: nothing in it is at fault already.
      expect(jsonFault(broken.slice(0, fault))).toBe(fault);
    }));
  });

  it.each([
    ['{"a": 1,\n "b": }', 2], ['{"a": 1\n "b": 2}', 2], ['{\n"a": 1,\n}', 3], ["{'a': 1}", 1], ['{"a": NaN}', 1], ['{\n\n"a": tru}', 3], ['{"a": 01}', 1], ['{"a": 1}\n}', 2], ['{"a"\n', 2],
  ])('in %j is on line %i', (text, line) => {
    expect(() => parseJsonObject('walk_motion.json', text)).toThrow(`walk_motion.json line ${line}: the file is not valid JSON`);
  });
});

describe('the line of a key', () => {
  it('is where the key stands first, or null', () => {
    expect([lineOfKey('{\n"a": 1,\n"b": 2}', 'b'), lineOfKey('{}', 'b')]).toEqual([3, null]);
  });
});
