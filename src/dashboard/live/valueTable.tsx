import { useEffect, useState } from 'preact/hooks';
import type { LiveSensor } from '../../model/live.ts';
import { capital, wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { decimal } from '../words/numbers.ts';
import type { Feed } from './feed.ts';

/** The pictures in numbers: the newest sample of each sensor, once a second while it is open. */
export function ValueTable({ sensors, feed }: { sensors: readonly LiveSensor[]; feed: Feed }) {
  const [open, setOpen] = useState(false);
  const [, setTick] = useState(0);
  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(() => setTick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [open]);
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? live.traces.none : decimal(value, 2));
  return (
    <details class="valueTable" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{live.traces.table}</summary>
      {open && (
        <div class="scroll" role="region" aria-label={live.traces.table} tabIndex={0}>
          <table>
            <caption>{live.traces.axes}</caption>
            <thead>
              <tr>
                <th scope="col">{live.traces.site}</th>
                {[live.traces.time, 'x', 'y', 'z'].map((title) => (
                  <th key={title} scope="col" class="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sensors.map(({ site }) => {
                const buffer = feed.traces.get(site);
                return (
                  <tr key={site}>
                    <th scope="row">{capital(wordOf(site))}</th>
                    <td class="number">{buffer && buffer.times.length > 0 ? `${decimal(buffer.endS, 1)} s` : live.traces.none}</td>
                    <td class="number">{shown(buffer?.x.at(-1))}</td>
                    <td class="number">{shown(buffer?.y.at(-1))}</td>
                    <td class="number">{shown(buffer?.z.at(-1))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
