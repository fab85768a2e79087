/**
 * A number or the plain-words reason why there is none.
 * Missing evidence is a value that reaches the therapist, not an error.
 */
export type Measured = { readonly value: number } | { readonly missing: string };

export function isMissing(m: Measured): m is { readonly missing: string } {
  return 'missing' in m;
}
