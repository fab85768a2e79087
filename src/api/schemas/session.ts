import { Type } from 'typebox';
import type { Static } from 'typebox';
import { ROLES } from '../../model/index.ts';
import { Mode } from './health.ts';
import { oneOf } from './modelled.ts';
import { Id, Time, listOf } from './page.ts';

export const Role = oneOf(ROLES, { description: 'admin: everything; therapist: patients and assessments; viewer: reads' });

export const Username = Type.String({
  minLength: 3,
  maxLength: 64,
  pattern: '^[A-Za-z0-9._@-]+$',
  description: 'Letters, digits and . _ @ -',
});
const Password = Type.String({ minLength: 1, maxLength: 256 });
/** For a password that is being chosen: at least 12 characters, and not the user name. */
export const NewPassword = Type.String({ minLength: 12, maxLength: 256 });

export const SignIn = Type.Object(
  { username: Type.String({ minLength: 1, maxLength: 64 }), password: Password },
  { additionalProperties: false },
);
export type SignIn = Static<typeof SignIn>;

export const UserView = Type.Object({ id: Id(), username: Type.String(), role: Role, createdAt: Time() });
export type UserView = Static<typeof UserView>;

export const UserList = listOf(UserView);
export type UserList = Static<typeof UserList>;

export const NewUser = Type.Object({ username: Username, password: NewPassword, role: Role }, { additionalProperties: false });
export type NewUser = Static<typeof NewUser>;

/** Who is signed in. The token itself is in an HttpOnly cookie and in no body. */
export const SessionView = Type.Object({
  user: UserView,
  mode: Mode,
  expiresAt: Time({ description: 'Sign-in ends then at the latest' }),
  idleMinutes: Type.Integer({ description: 'Sign-in ends after so many minutes without a request' }),
});
export type SessionView = Static<typeof SessionView>;

export const SetupState = Type.Object({ needed: Type.Boolean({ description: 'True until the first administrator exists' }) });
export type SetupState = Static<typeof SetupState>;

export const Setup = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 128, description: 'The one-time token that the server printed when it started' }),
    username: Username,
    password: NewPassword,
  },
  { additionalProperties: false },
);
export type Setup = Static<typeof Setup>;
