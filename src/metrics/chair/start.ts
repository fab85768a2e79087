import type { ChairReading } from '../../dsp/transfers/chairTest.ts';

/** Beside every value whose time starts with the test. */
export function startFlags({ startedBy, hasGyroscope }: Pick<ChairReading, 'startedBy' | 'hasGyroscope'>): { readonly flags?: readonly string[] } {
  const flags = [...(startedBy === 'go' ? [] : ['fromMovement']), ...(hasGyroscope ? [] : ['edgesByAcceleration'])];
  return flags.length > 0 ? { flags } : {};
}
