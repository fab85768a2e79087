export { buildServer } from './server.ts';
export type { ServerOptions } from './server.ts';
export { changePassword, createSetupToken, createUser, hashPassword, setupNeeded } from './auth/index.ts';
