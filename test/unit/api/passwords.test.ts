import { expect, test } from 'vitest';
import { hashPassword, passwordMatches } from '../../../src/api/auth/password.ts';
import { newSecret, sameDigest, sha256 } from '../../../src/api/auth/secret.ts';
import { checkNewUser } from '../../../src/api/auth/users.ts';

test('passwords are kept as argon2id with 19 MiB, two passes and one lane', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashPassword('correct horse battery')).not.toBe(hash);
});

test('a password matches its own hash and no other, and nothing matches an unknown user', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(await passwordMatches(hash, 'correct horse battery')).toBe(true);
  expect(await passwordMatches(hash, 'Correct horse battery')).toBe(false);
  expect(await passwordMatches(null, 'correct horse battery')).toBe(false);
});

test('a secret has 256 random bits, and its digest is the SHA-256 of FIPS 180-4', () => {
  expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  expect(newSecret()).not.toBe(newSecret());
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('digests are the same only when every byte is', () => {
  expect(sameDigest(sha256('a'), sha256('a'))).toBe(true);
  expect(sameDigest(sha256('a'), sha256('b'))).toBe(false);
  expect(sameDigest(sha256('a'), '')).toBe(false);
});

test.each([
  ['a name with a space', { username: 'anna b', password: 'long enough for us' }, 'username'],
  ['a name of two letters', { username: 'ab', password: 'long enough for us' }, 'username'],
  ['a password of 11 characters', { username: 'anna', password: 'x'.repeat(11) }, 'password'],
  ['a password of 257 characters', { username: 'anna', password: 'x'.repeat(257) }, 'password'],
  ['the name as the password', { username: 'anna.anderson', password: 'Anna.Anderson' }, 'password'],
])('%s cannot be used, and the field is named', (_, user, field) => {
  expect(() => checkNewUser({ ...user, role: 'viewer' })).toThrow(expect.objectContaining({ code: 'BAD_INPUT', where: { field } }));
});

test('a name and a password of 12 characters can be used', () => {
  expect(() => checkNewUser({ username: ' Anna.B@clinic ', password: 'x'.repeat(12), role: 'admin' })).not.toThrow();
});
