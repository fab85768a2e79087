import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import { wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';

/** What to say to the patient, in the order it is said. */
export function Instructions({ protocol }: { protocol: ProtocolView }) {
  return (
    <>
      <h3>{live.test.say}</h3>
      <ol class="say">
        {protocol.instructions.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </>
  );
}

interface Props {
  readonly protocols: readonly ProtocolView[];
  readonly chosen: ProtocolView;
  readonly onChoose: (id: string) => void;
}

/** Which test is recorded. */
export function TestStep({ protocols, chosen, onChoose }: Props) {
  return (
    <>
      <div class="field">
        <label for="live-test">{live.test.label}</label>
        <select id="live-test" value={chosen.id} onChange={(event) => onChoose(event.currentTarget.value)}>
          {protocols.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <p class="quiet">{live.test.worn(chosen.requiredSites.map(wordOf).join(', '))}</p>
      <Instructions protocol={chosen} />
    </>
  );
}
