import { capital, unitWord } from '../words/lists.ts';
import { text } from '../words/text.ts';
import { TextField } from '../parts/textField.tsx';
import type { AnswerField } from './fields.ts';

/** Where a link from "what is missing" leads. */
export const fieldAnchor = (id: string): string => `answer-${id}`;

interface Props {
  readonly field: AnswerField;
  readonly value: string;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly onValue: (value: string) => void;
}

function YesNo({ field, value, error, disabled, onValue }: Props) {
  const id = fieldAnchor(field.id);
  const described = [field.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((part) => part !== '').join(' ');
  const choice = (of: string, label: string) => (
    <label class="choice">
      <input
        type="radio"
        id={of === 'yes' ? id : undefined}
        name={field.id}
        value={of}
        checked={value === of}
        disabled={disabled}
        onChange={() => onValue(of)}
      />
      {label}
    </label>
  );
  return (
    <fieldset class="field yesNo" aria-describedby={described === '' ? undefined : described} aria-invalid={error ? 'true' : undefined}>
      <legend>{field.label}</legend>
      {field.hint && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      <div class="choices">
        {choice('yes', text.app.yes)}
        {choice('no', text.app.no)}
        {choice('', text.app.notKnown)}
      </div>
      {error && (
        <p class="fieldError" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function AnswerFieldInput(props: Props) {
  const { field, value, error, disabled, onValue } = props;
  const id = fieldAnchor(field.id);
  if (field.kind === 'yesNo') return <YesNo {...props} />;
  if (field.kind === 'word') {
    return (
      <div class="field">
        <label for={id}>{field.label}</label>
        {field.hint && <p class="hint" id={`${id}-hint`}>{field.hint}</p>}
        <select
          id={id}
          value={value}
          disabled={disabled}
          aria-describedby={field.hint ? `${id}-hint` : undefined}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          <option value="">{text.app.notKnown}</option>
          {field.words.map((word) => (
            <option key={word.value} value={word.value}>
              {word.label}
            </option>
          ))}
        </select>
        {error && <p class="fieldError">{error}</p>}
      </div>
    );
  }
  const range = text.answers.range(unitWord(field.unit), field.min, field.max);
  return (
    <TextField
      id={id}
      label={field.label}
      hint={field.hint ? `${field.hint} (${range})` : capital(range)}
      value={value}
      onValue={onValue}
      numeric
      disabled={disabled}
      error={error}
    />
  );
}
