import type { Circumstances } from '../../model/trial.ts';
import type { VisitCircumstances } from '../../model/visit.ts';
import { numberFrom } from '../answers/fields.ts';
import { TextField } from '../parts/textField.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { visit as words } from '../words/visit.ts';

const AIDS = ['none', 'cane', 'crutches', 'walker', 'rollator', 'other'] as const satisfies readonly NonNullable<Circumstances['walkingAid']>[];
const FOOTWEAR = ['shoes', 'barefoot', 'socks', 'other'] as const satisfies readonly NonNullable<Circumstances['footwear']>[];
const GUARDING = ['independent', 'supervised', 'contactGuard', 'assisted'] as const satisfies readonly NonNullable<Circumstances['assistance']>[];
const lists = { walkingAid: AIDS, footwear: FOOTWEAR, assistance: GUARDING } as const;

type Listed = keyof typeof lists;

interface Props {
  readonly id: string;
  readonly value: VisitCircumstances;
  readonly onValue: (value: VisitCircumstances) => void;
  readonly fields: readonly Listed[];
}

/** What changes a result, chosen from lists; "not noted" is a choice too. */
export function CircumstanceFields({ id, value, onValue, fields }: Props) {
  return (
    <div class="circumstances">
      {fields.map((field) => (
        <div key={field} class="field">
          <label for={`${id}-${field}`}>{words.circumstances[field]}</label>
          <select
            id={`${id}-${field}`}
            value={value[field] ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              const { [field]: _, ...rest } = value;
              onValue(chosen === '' ? rest : { ...rest, [field]: chosen });
            }}
          >
            <option value="">{words.circumstances.notNoted}</option>
            {lists[field].map((word) => (
              <option key={word} value={word}>
                {capital(wordOf(word))}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  );
}

/** Metres as typed; null where they are no length of a course, undefined where nothing was typed. */
export function courseFrom(typed: string): number | null | undefined {
  if (typed.trim() === '') return undefined;
  const metres = numberFrom(typed);
  return metres === null || metres < 1 || metres > 200 ? null : metres;
}

export function CourseField({ id, typed, onTyped }: { id: string; typed: string; onTyped: (typed: string) => void }) {
  return (
    <TextField
      id={id}
      label={words.circumstances.courseLengthM}
      hint={words.circumstances.courseHint}
      value={typed}
      onValue={onTyped}
      numeric
      error={courseFrom(typed) === null ? words.circumstances.courseFault : null}
    />
  );
}
