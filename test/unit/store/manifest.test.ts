import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRoles, recordingId } from '../../../src/store/recordings/manifest.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const files = ['motion.tsv', 'channels.tsv', 'Events.tsv'].map((role) => ({ role, sha256: sha256(role), bytes: role.length }));

test('the id is what sort and sha256sum print for the lines of sha256sum', () => {
  const lines = files.map((file) => `${file.sha256}  ${file.role}\n`).join('');
  const printed = execFileSync('sh', ['-c', 'LC_ALL=C sort | sha256sum'], { input: lines, encoding: 'utf8' });
  expect(recordingId(files)).toBe(printed.slice(0, 64));
});

test('the id does not depend on the order of the files', () => {
  fc.assert(fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => recordingId(shuffled) === recordingId(files)));
});

test('a role that is allowed stays inside its folder', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '-', ' ', '\0', 'ä'), minLength: 1, maxLength: 6 }), (role) => {
    let allowed = true;
    try {
      checkRoles([role]);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      allowed = false;
    }
    expect(!allowed || /^[a-z][a-z.-]*$/.test(role)).toBe(true);
  }));
});

test('the roles of BIDS-Motion are allowed beside each other', () => {
  expect(() => checkRoles(['motion.tsv', 'motion.json', 'channels.tsv', 'events.tsv', 'events.json'])).not.toThrow();
});
