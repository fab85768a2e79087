import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secret.ts';

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. The library's default algorithm is argon2id
// (its Algorithm enum is a const enum, which isolated modules cannot read); a unit test holds it to that.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id, PHC string. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

let decoy: Promise<string> | undefined;

/**
 * Does the password match? For an unknown user (`passwordHash` null) the same work is done against a hash that nothing matches,
 * so that the time of the answer does not tell which names exist.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(newSecret());
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}

/** Makes the decoy now, so that the first sign-in with an unknown name takes no longer than the others. */
export async function preparePasswords(): Promise<void> {
  decoy ??= hashPassword(newSecret());
  await decoy;
}
