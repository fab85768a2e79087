import type { LostPackets } from '../people/options.ts';
import type { Random } from '../random.ts';
import type { Span } from '../../model/index.ts';

/**
 * The runs of samples that arrive. Packets are lost in bursts whose lengths have no memory.
 *
 * Source: Gilbert 1960, Bell Syst Tech J 39:1253-1265: a channel that is good or bad, with everything lost when bad.
 * @param count samples of the whole recording
 */
export function arrivingRuns(count: number, lost: LostPackets | null, random: Random): Span[] {
  if (!lost || lost.lossPct === 0) return [{ start: 0, end: count }];
  const share = lost.lossPct / 100;
  const endsBurst = 1 / lost.meanBurstPackets;
  // In balance: share of bad packets = begins / (begins + ends).
  const beginsBurst = (endsBurst * share) / (1 - share);
  const runs: { start: number; end: number }[] = [];
  let bad = false;
  for (let start = 0; start < count; start += lost.samplesPerPacket) {
    // The first packet arrives: a recording begins with a sample.
    if (start > 0) bad = random.uniform() < (bad ? 1 - endsBurst : beginsBurst);
    if (bad) continue;
    const end = Math.min(start + lost.samplesPerPacket, count);
    const before = runs.at(-1);
    if (before?.end === start) before.end = end;
    else runs.push({ start, end });
  }
  return runs;
}
