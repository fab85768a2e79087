/**
 * What the reading of a test finds, by its kind. A new kind is a line here, a type in `dsp`, a reader in `src/pipeline/tests/`.
 * Readings hold signals, so metrics that look at one say `needsTrunk`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface TestReadings {}

export type TestReading = { readonly [K in keyof TestReadings]: { readonly kind: K } & TestReadings[K] }[keyof TestReadings];
