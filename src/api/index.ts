export { buildServer } from './server.ts';
export type { ServerOptions } from './server.ts';
export { changePassword, createSetupToken, createUser } from './auth/index.ts';
