import { useState } from 'preact/hooks';
import type { PatientView } from '../../api/schemas/patients.ts';
import { patients } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { TextField } from '../parts/textField.tsx';
import { wordOf } from '../words/lists.ts';
import { text } from '../words/text.ts';
import { matching } from './search.ts';

function PatientTable({ all }: { all: readonly PatientView[] }) {
  const [query, setQuery] = useState('');
  if (all.length === 0) {
    return (
      <Empty>
        {text.patients.none}
        <code>{text.patients.importCommand}</code>
      </Empty>
    );
  }
  const shown = matching(all, query);
  return (
    <>
      <search class="toolbar">
        <TextField type="search" label={text.patients.search} value={query} onValue={setQuery} />
        <p class="quiet" role="status">
          {text.patients.count(shown.length, all.length)}
        </p>
      </search>
      {shown.length === 0 ? (
        <Empty>{text.patients.noneFound(query.trim())}</Empty>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{text.patients.name}</th>
                <th scope="col">{text.patients.number}</th>
                <th scope="col" class="number">
                  {text.patients.born}
                </th>
                <th scope="col">{text.patients.sex}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((patient) => (
                <tr key={patient.id}>
                  <th scope="row">
                    <a href={`/patients/${patient.id}`}>{patient.displayName}</a>
                  </th>
                  <td>{patient.externalId ?? ''}</td>
                  <td class="number">{patient.birthYear ?? ''}</td>
                  <td>{patient.sex === undefined ? '' : wordOf(patient.sex)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

export function PatientsPage() {
  const list = useResource('patients', patients);
  return (
    <>
      <PageTitle title={text.patients.title} />
      <Loaded resource={list}>{(all) => <PatientTable all={all} />}</Loaded>
    </>
  );
}
