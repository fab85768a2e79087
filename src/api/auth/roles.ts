import type { Role } from '../../model/index.ts';

/**
 * What a route asks for. `public`: anyone; `signedIn`: any role. The others are what a role may do.
 * A route that names none is refused.
 */
export type Permission = 'public' | 'signedIn' | 'records.read' | 'records.write' | 'records.manage' | 'users.manage';

const granted: Record<Role, readonly Permission[]> = {
  viewer: ['records.read'],
  therapist: ['records.read', 'records.write'],
  admin: ['records.read', 'records.write', 'records.manage', 'users.manage'],
};

export function mayDo(role: Role, permission: Permission): boolean {
  return permission === 'public' || permission === 'signedIn' || granted[role].includes(permission);
}
