import { expect, test } from 'vitest';
import { mayDo } from '../../../src/api/auth/roles.ts';
import type { Permission } from '../../../src/api/auth/roles.ts';
import { ROLES } from '../../../src/model/index.ts';

const table: readonly [Permission, readonly string[]][] = [
  ['public', ['admin', 'therapist', 'viewer']],
  ['signedIn', ['admin', 'therapist', 'viewer']],
  ['records.read', ['admin', 'therapist', 'viewer']],
  ['records.write', ['admin', 'therapist']],
  ['records.manage', ['admin']],
  ['users.manage', ['admin']],
];

test.each(table)('%s is for %j and nobody else', (permission, roles) => {
  expect(ROLES.filter((role) => mayDo(role, permission))).toEqual(roles);
});
