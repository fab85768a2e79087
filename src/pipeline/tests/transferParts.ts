import type { Transfer } from '../../dsp/transfers/transfers.ts';
import type { TransferPart } from '../../model/index.ts';
import { seconds, significant } from '../document.ts';

/** Rises and sits as the document holds them. @param withLean false without a gyroscope: what stands for the lean then is a guess */
export function transferParts(transfers: readonly Transfer[], sampleRateHz: number, withLean: boolean): TransferPart[] {
  return transfers.map((t) => ({
    kind: t.kind,
    startS: seconds(t.start / sampleRateHz),
    endS: seconds(t.end / sampleRateHz),
    complete: t.complete,
    heightM: significant(t.heightM),
    peakVelocityMps: significant(t.peakVelocityMps),
    ...(withLean ? { leanDeg: significant(t.leanDeg), peakLeanVelocityDegPerS: significant(t.peakLeanVelocityDegPerS) } : {}),
  }));
}
