import { randomUUID } from 'node:crypto';
import { AppError } from '../../model/index.ts';
import type { RecordStore, Role, User } from '../../model/index.ts';
import { hashPassword } from './password.ts';

export interface UserInput {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
}

const MIN_PASSWORD = 12;
const MAX_PASSWORD = 256;

/** Names are kept and compared in lower case: a tablet's keyboard likes to start with a capital. */
export function normalUsername(username: string): string {
  return username.trim().toLowerCase();
}

/** @throws AppError BAD_INPUT with the field. */
export function checkNewUser({ username, password }: UserInput): void {
  if (!/^[a-z0-9._@-]{3,64}$/.test(normalUsername(username))) {
    throw new AppError('BAD_INPUT', 'username: use 3 to 64 letters, digits or . _ @ -', { field: 'username' });
  }
  if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
    throw new AppError('BAD_INPUT', `password: use ${MIN_PASSWORD} to ${MAX_PASSWORD} characters`, { field: 'password' });
  }
  if (normalUsername(password) === normalUsername(username)) {
    throw new AppError('BAD_INPUT', 'password: must not be the user name', { field: 'password' });
  }
}

/**
 * Checks, hashes, then keeps the user in one transaction with `alongside`, which may refuse by throwing.
 * @throws AppError BAD_INPUT for a name or password that cannot be used, CONFLICT for a name that is taken.
 */
export async function createUser(
  records: RecordStore,
  input: UserInput,
  options: { readonly now?: () => Date; readonly alongside?: () => void } = {},
): Promise<User> {
  checkNewUser(input);
  const user: User = {
    id: randomUUID(),
    username: normalUsername(input.username),
    role: input.role,
    passwordHash: await hashPassword(input.password),
    createdAt: (options.now?.() ?? new Date()).toISOString(),
  };
  records.transaction(() => {
    options.alongside?.();
    if (records.userByName(user.username)) {
      throw new AppError('CONFLICT', `username: ${user.username} is taken; choose another name`, { field: 'username' });
    }
    records.putUser(user);
  });
  return user;
}

/**
 * Gives an existing user another password and ends the user's sessions.
 * @throws AppError NOT_FOUND for an unknown name, BAD_INPUT for a password that cannot be used.
 */
export async function changePassword(records: RecordStore, input: { readonly username: string; readonly password: string }): Promise<User> {
  const user = records.userByName(normalUsername(input.username));
  if (!user) throw new AppError('NOT_FOUND', 'username: there is no user of this name', { field: 'username' });
  checkNewUser({ ...input, role: user.role });
  const changed = { ...user, passwordHash: await hashPassword(input.password) };
  records.transaction(() => {
    records.putUser(changed);
    records.deleteSessionsOf(user.id);
  });
  return changed;
}
