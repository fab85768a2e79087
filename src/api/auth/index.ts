export { createSetupToken, setupNeeded } from './setup.ts';
export { changePassword, createUser } from './users.ts';
export type { UserInput } from './users.ts';
export type { Permission } from './roles.ts';
