import { concatMap, defer } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { analyseWalking } from '../../dsp/gait/walking.ts';
import type { ContactEvent, LiveEvent } from './events.ts';
import { readWindow } from './readWindow.ts';
import type { LiveWindow } from './windows.ts';

/** A contact this near to the window's end may still move: filters and the rhythm need what comes after. */
const LOOK_AHEAD_S = 1;
/** No two steps are nearer: a contact told by the window before is not told again a little beside. */
const CLOSEST_S = 0.22;

/** Reads each window: its event, then the contacts that have settled since the window before. Every contact is told once. */
export function liveEvents(): OperatorFunction<LiveWindow, LiveEvent> {
  return (source) => defer(() => {
    let toldUntilS = 0;
    let lastS = -Infinity;
    return source.pipe(concatMap((window): LiveEvent[] => {
      const { event, series } = readWindow(window);
      const settledS = window.end / window.sampleRateHz - LOOK_AHEAD_S;
      const contacts: ContactEvent[] = [];
      const bouts = series && event.activityMps2 !== null ? analyseWalking(series, null).bouts : [];
      for (const { sample, side } of bouts.flatMap((bout) => bout.contacts).sort((a, b) => a.sample - b.sample)) {
        const timeS = (window.start + sample) / window.sampleRateHz;
        if (timeS < toldUntilS || timeS >= settledS || timeS - lastS < CLOSEST_S) continue;
        lastS = timeS;
        contacts.push({ type: 'contact', timeS: Math.round(timeS * 1e3) / 1e3, side, provisional: true });
      }
      toldUntilS = settledS;
      return [event, ...contacts];
    }));
  });
}
