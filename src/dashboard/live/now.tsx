import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { ContactEvent, WindowEvent } from '../../model/live.ts';
import { Empty } from '../parts/states.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { decimal, withUnit } from '../words/numbers.ts';
import type { Feed } from './feed.ts';
import { CADENCE_SITES, SWAY_SITES } from './sites.ts';

const RECENT_S = 10;
const sideOf = ({ side }: ContactEvent) => side ?? 'unknown';

/** Contacts of the last ten seconds by side, for the eye: "left 9, right 8; last: right, 23.4 s". */
export function contactsInWords(contacts: readonly ContactEvent[], nowS: number): string {
  const recent = contacts.filter(({ timeS }) => timeS > nowS - RECENT_S);
  const last = recent.at(-1);
  if (!last) return live.now.contactsNone;
  const counts = (['left', 'right', 'unknown'] as const)
    .map((side) => [side, recent.filter((contact) => sideOf(contact) === side).length] as const)
    .filter(([, count]) => count > 0)
    .map(([side, count]) => `${live.now.sides[side]} ${count}`);
  return `${counts.join(', ')}; ${live.now.last(live.now.sides[sideOf(last)], decimal(last.timeS, 1))}`;
}

/** A window without a rhythm, or of a place where none is looked for. */
export function cadenceWords({ site, cadenceSpm }: WindowEvent): string {
  if (cadenceSpm !== null) return withUnit(cadenceSpm, 0, 'steps/min');
  return CADENCE_SITES.includes(site) ? live.now.noRhythm : live.now.notRead;
}

/** Sway is read of a body that stands; one that moves has a strongest rhythm. */
export function swayWords({ site, sway, dominantFrequencyHz }: WindowEvent): string {
  if (sway !== null) return withUnit(sway.rmsMps2, 2, 'm/s²');
  if (!SWAY_SITES.includes(site)) return live.now.notRead;
  return dominantFrequencyHz === null ? live.now.notTold : live.now.onlyStill;
}

/** What the newest windows and contacts show. Provisional, and said so. */
export function Now({ feed, session }: { feed: Feed; session: LiveSessionView }) {
  // In the order of the cards.
  const windows = session.sensors.flatMap(({ site }) => feed.windows.value.filter((window) => window.site === site));
  const number = (value: number | null, digits: number, unit: string) => (value === null ? live.now.notTold : withUnit(value, digits, unit));
  return (
    <section class="panel now" aria-labelledby="live-now-title">
      <h2 id="live-now-title">
        {live.now.title} <span class="tag caution">{live.now.provisional}</span>
      </h2>
      <p class="quiet">{live.now.about}</p>
      <p>
        {live.now.contacts}: <strong class="contactWords">{contactsInWords(feed.contacts.value, session.elapsedS)}</strong>
      </p>
      {windows.length === 0 ? (
        <Empty>{live.now.none}</Empty>
      ) : (
        <div class="scroll" role="region" aria-label={live.now.table} tabIndex={0}>
          <table class="windows">
            <thead>
              <tr>
                <th scope="col">{live.now.sensor}</th>
                <th scope="col" class="number">{live.now.cadence}</th>
                <th scope="col" class="number">{live.now.activity}</th>
                <th scope="col" class="number">{live.now.rhythm}</th>
                <th scope="col" class="number">{live.now.sway}</th>
                <th scope="col" class="number">{live.now.when}</th>
              </tr>
            </thead>
            <tbody>
              {windows.map((window) => (
                <tr key={window.site} data-window={window.site}>
                  <th scope="row">{capital(wordOf(window.site))}</th>
                  <td class="number">{cadenceWords(window)}</td>
                  <td class="number">{number(window.activityMps2, 2, 'm/s²')}</td>
                  <td class="number">{number(window.dominantFrequencyHz, 2, 'Hz')}</td>
                  <td class="number">{swayWords(window)}</td>
                  <td class="number">{live.now.window(decimal(window.startS, 0), decimal(window.endS, 0))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
