import { useEffect, useRef, useState } from 'preact/hooks';
import type { PatientView } from '../../api/schemas/patients.ts';
import { matching } from '../pages/search.ts';
import { Empty } from '../parts/states.tsx';
import { TextField } from '../parts/textField.tsx';
import { live } from '../words/live.ts';

/** More choices than this are found by typing. */
const SHOWN = 6;

interface Props {
  readonly patients: readonly PatientView[];
  readonly chosen: PatientView | null;
  readonly onChoose: (id: string | null) => void;
  readonly error: string | null;
}

/** Number and year of birth: two people may share a name. */
const about = ({ externalId, birthYear }: PatientView) => [externalId, birthYear].filter((part) => part !== undefined).join(', ');

/** Who is recorded. */
export function PatientStep({ patients, chosen, onChoose, error }: Props) {
  const [query, setQuery] = useState('');
  const change = useRef<HTMLButtonElement>(null);
  const search = useRef<HTMLDivElement>(null);
  const [moveFocus, setMoveFocus] = useState(false);
  // The element that had the focus is gone: it goes to what took its place.
  useEffect(() => {
    if (!moveFocus) return;
    setMoveFocus(false);
    if (chosen) change.current?.focus();
    else search.current?.querySelector('input')?.focus();
  }, [chosen, moveFocus]);
  const choose = (id: string | null) => {
    setMoveFocus(true);
    onChoose(id);
  };

  if (chosen) {
    const lengthKnown = chosen.heightCm !== undefined || chosen.legLengthCm !== undefined;
    return (
      <>
        <div class="chosen">
          <p>
            <strong>{chosen.displayName}</strong> {about(chosen) !== '' && <span class="quiet">{about(chosen)}</span>}
          </p>
          <button type="button" ref={change} class="small" onClick={() => choose(null)}>
            {live.patient.change}
          </button>
        </div>
        {!lengthKnown && <p class="notice cautious">{live.patient.noHeight}</p>}
      </>
    );
  }
  if (patients.length === 0) return <Empty>{live.patient.noneAtAll}</Empty>;
  const found = matching(patients, query);
  return (
    <div ref={search}>
      <TextField id="live-patient" type="search" label={live.patient.find} value={query} onValue={setQuery} error={error} />
      {found.length === 0 ? (
        <Empty>{live.patient.none(query.trim())}</Empty>
      ) : (
        <ul class="pick" aria-label={live.patient.choose}>
          {found.slice(0, SHOWN).map((patient) => (
            <li key={patient.id}>
              <button type="button" onClick={() => choose(patient.id)}>
                {patient.displayName} <span class="quiet">{about(patient)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found.length > SHOWN && <p class="quiet">{live.patient.more(found.length - SHOWN)}</p>}
    </div>
  );
}
