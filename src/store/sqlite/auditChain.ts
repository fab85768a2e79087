import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../model/ports.ts';

/** SHA-256 of an entry and of the one before it. Twenty lines of any language can check it: the fields as a JSON list. */
export function auditFingerprint({ position, at, actor, action, subject }: Omit<AuditEntry, 'sha256'>, before: AuditEntry | null): string {
  return createHash('sha256').update(JSON.stringify([before?.sha256 ?? '', position, at, actor, action, subject])).digest('hex');
}
