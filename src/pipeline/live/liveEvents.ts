import { concatMap, defer } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import type { ContactEvent, Site, WindowEvent } from '../../model/index.ts';
import { ContactTeller } from './contactTeller.ts';
import { readWindow } from './readWindow.ts';
import type { LiveWindow } from './sensorWindows.ts';
import { siteRole } from './siteRole.ts';

/**
 * Reads each window: its event and, of the sensor that stands for the lower back, the contacts that have settled since the
 * window before.
 * @param gaitSite whose sensor stands for the lower back; null when none does
 */
export function liveEvents(gaitSite: Site | null): OperatorFunction<LiveWindow, WindowEvent | ContactEvent> {
  return (source) => defer(() => {
    const teller = new ContactTeller();
    return source.pipe(concatMap((window): (WindowEvent | ContactEvent)[] => {
      const role = siteRole(window.site, gaitSite);
      const { event, series } = readWindow(window, role);
      return role.contacts ? [event, ...teller.contacts(window, series)] : [event];
    }));
  });
}
