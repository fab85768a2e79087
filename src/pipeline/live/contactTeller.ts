import { analyseWalking } from '../../dsp/gait/walking.ts';
import type { SensorSeries } from '../../dsp/series.ts';
import type { ContactEvent } from '../../model/index.ts';
import type { LiveWindow } from './sensorWindows.ts';

/** A contact this near to the window's end may still move: filters and the rhythm need what comes after. */
const LOOK_AHEAD_S = 1;
/** No two steps are nearer: a contact told by the window before is not told again a little beside. */
const CLOSEST_S = 0.22;

/**
 * Contacts of one sensor, each told once, as soon as it has settled. A window that is left out loses none, as long as the next one
 * read overlaps it.
 */
export class ContactTeller {
  #toldUntilS = 0;
  #lastS = -Infinity;

  /** The contacts that have settled since the window before. @param series the window's samples; null where it holds nothing that moves */
  contacts({ site, start, end, sampleRateHz }: LiveWindow, series: SensorSeries | null): ContactEvent[] {
    const settledS = end / sampleRateHz - LOOK_AHEAD_S;
    const found = (series ? analyseWalking(series, null).bouts : []).flatMap((bout) => bout.contacts);
    const contacts: ContactEvent[] = [];
    for (const { sample, side } of found.sort((a, b) => a.sample - b.sample)) {
      const timeS = (start + sample) / sampleRateHz;
      if (timeS < this.#toldUntilS || timeS >= settledS || timeS - this.#lastS < CLOSEST_S) continue;
      this.#lastS = timeS;
      contacts.push({ type: 'contact', site, timeS: Math.round(timeS * 1e3) / 1e3, side, provisional: true });
    }
    this.#toldUntilS = settledS;
    return contacts;
  }
}
