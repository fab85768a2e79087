import type { BatteryScore } from '../../model/batteryScore.ts';
import { Citation } from '../parts/citation.tsx';
import { text } from '../words/text.ts';

const words = text.battery;

/** Tests that are scored together: the total, and what each part was given its points for. */
export function Batteries({ batteries }: { batteries: readonly BatteryScore[] }) {
  return (
    <>
      {batteries.map(({ id, label, parts, text: sentence, sources }) => (
        <section key={id} aria-labelledby={`battery-${id}`}>
          <h2 id={`battery-${id}`} tabIndex={-1}>
            {label}
          </h2>
          <p>
            <strong>{sentence}</strong>
          </p>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.part}</th>
                  <th scope="col" class="number">
                    {words.points}
                  </th>
                  <th scope="col">{words.reason}</th>
                  <th scope="col">{words.from}</th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <tr key={part.id}>
                    <th scope="row">{part.label}</th>
                    <td class="number">{part.points === null ? words.none : words.of(part.points, part.most)}</td>
                    <td>{part.text}</td>
                    <td>{part.from === null ? words.none : words.origin[part.from]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {sources.map((source) => (
            <p key={source.citation} class="quiet">
              <Citation source={source} />
            </p>
          ))}
        </section>
      ))}
    </>
  );
}
