import type { AnalysisDocument, NormResult } from '../model/index.ts';
import { normsOf } from '../risk/index.ts';
import { protocolOf } from './protocolOf.ts';

/** What norms and cut-offs say of a document's numbers, for the person it names. */
export function documentNorms({ metrics, participant, protocol, circumstances = {} }: AnalysisDocument): NormResult[] {
  const { durationS } = protocolOf(protocol);
  return normsOf(metrics, { ageYears: participant?.ageYears, sex: participant?.sex }, { protocol, circumstances, ...(durationS === undefined ? {} : { stoppedAtS: durationS }) });
}
