import { AppError } from '../../model/index.ts';
import type { RecordStore, User } from '../../model/index.ts';
import { newSecret, sameDigest, sha256 } from './secret.ts';
import { createUser } from './users.ts';

const SETTING = 'setupTokenSha256';

export function setupNeeded(records: RecordStore): boolean {
  return records.userCount() === 0;
}

/**
 * A one-time token with which the browser makes the first administrator. Only its hash is kept, and it replaces the one before.
 * @throws AppError CONFLICT when there are users already.
 */
export function createSetupToken(records: RecordStore): string {
  if (!setupNeeded(records)) throw alreadyDone();
  const token = newSecret();
  records.putSetting(SETTING, sha256(token));
  return token;
}

/**
 * Makes the first administrator, once. The token is spent in the same transaction.
 * @throws AppError BAD_CREDENTIALS for a wrong token, CONFLICT after the first time, BAD_INPUT for a weak password.
 */
export async function firstAdministrator(
  records: RecordStore,
  input: { readonly token: string; readonly username: string; readonly password: string },
  now: () => Date,
): Promise<User> {
  const mustBeOpen = (): void => {
    if (!setupNeeded(records)) throw alreadyDone();
    const expected = records.setting(SETTING);
    if (expected === null || !sameDigest(expected, sha256(input.token.trim()))) {
      throw new AppError('BAD_CREDENTIALS', 'token: this is not the set-up token; the server prints a new one each time it starts', { field: 'token' });
    }
  };
  mustBeOpen(); // before the costly hash
  return createUser(records, { username: input.username, password: input.password, role: 'admin' }, {
    now,
    alongside: () => {
      mustBeOpen(); // again: another request may have been quicker
      records.putSetting(SETTING, null);
    },
  });
}

function alreadyDone(): AppError {
  return new AppError('CONFLICT', 'Set-up is done already: sign in instead');
}
