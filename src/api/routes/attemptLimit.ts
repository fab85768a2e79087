/**
 * Tries at a secret from one address. Generous, because a clinic's rooms may share one;
 * guessing at one name is slowed down by SignInAttempts.
 */
export const FEW_ATTEMPTS = { max: 30, timeWindow: 60_000 };
