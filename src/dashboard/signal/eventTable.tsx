import { useState } from 'preact/hooks';
import type { SignalTraces } from '../../model/analysis.ts';
import { decimal } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import type { SignalEvents } from './events.ts';
import { eventRows } from './events.ts';
import { columnOf, TRACES, valueAt } from './traces.ts';

/** What the picture shows, for those who cannot see it: every event with the values of the traces at its time. @param title of the test, as a page can show several */
export function EventTable({ events, traces, title }: { events: SignalEvents; traces: SignalTraces; title: string }) {
  const [open, setOpen] = useState(false);
  const names = TRACES.filter((name) => columnOf(traces, name) !== null);
  const valueOf = (timeS: number, name: (typeof TRACES)[number]) => {
    const value = valueAt(traces, name, timeS);
    return value === null ? text.signal.noData : decimal(value, name === 'yaw' ? 0 : 1);
  };
  return (
    <details class="eventTable screenOnly" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.signal.table}</summary>
      {open && (
        <div class="scroll tall" tabIndex={0} role="region" aria-label={text.signal.tableOf(title)}>
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">{text.signal.time}, s</th>
                <th scope="col">{text.signal.event}</th>
                <th scope="col" class="number">{text.signal.length}, s</th>
                {names.map((name) => (
                  <th key={name} scope="col" class="number">
                    {text.signal.panels[name]}, {name === 'yaw' ? text.signal.rate : text.signal.acc}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {eventRows(events).map((row, i) => (
                <tr key={i}>
                  <td class="number">{decimal(row.timeS, 2)}</td>
                  <th scope="row">{row.label}</th>
                  <td class="number">{row.lengthS === null ? '' : decimal(row.lengthS, 2)}</td>
                  {names.map((name) => (
                    <td key={name} class="number">
                      {valueOf(row.timeS, name)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
