import type { Answers } from './risk.ts';
import type { Sex } from './recording.ts';
import type { Trial } from './trial.ts';

export interface Patient {
  /** Opaque: nothing about the person can be read from it. */
  readonly id: string;
  readonly displayName: string;
  /** The clinic's own number or the dataset's participant id. Unique where present. */
  readonly externalId?: string;
  readonly birthYear?: number;
  readonly sex?: Sex;
  readonly heightCm?: number;
  readonly legLengthCm?: number;
  readonly massKg?: number;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** Patient + date + trials + answers + the software that read them. */
export interface Assessment {
  readonly id: string;
  readonly patientId: string;
  /** RFC 3339 with zone. */
  readonly takenAt: string;
  /** Age on that day, where known: norms and rules need it. */
  readonly ageYears?: number;
  readonly trials: readonly Trial[];
  readonly answers: Answers;
  /** `surefoot@version`. */
  readonly software: string;
}

export const ROLES = ['admin', 'therapist', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  /** Argon2id, PHC string. */
  readonly passwordHash: string;
  readonly createdAt: string;
}

/** A signed-in browser. The cookie carries a random token; only its SHA-256 is kept. */
export interface Session {
  readonly tokenSha256: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}
