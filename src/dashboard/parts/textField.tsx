import { useId } from 'preact/hooks';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'password' | 'search';
  readonly autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  readonly hint?: string;
  readonly error?: string | null;
  readonly id?: string;
  readonly numeric?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** Preact's input is a union by type; for these three the properties used here are the same. */
const typeOf = (type: TextFieldProps['type'] = 'text'): { type: 'text' } => ({ type }) as { type: 'text' };

/** One labelled line of text. Hint and error are tied to the input, so that they are read with it. */
export function TextField(props: TextFieldProps) {
  const own = useId();
  const id = props.id ?? own;
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter((part) => part !== '').join(' ');
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <input
        id={id}
        {...typeOf(props.type)}
        value={props.value}
        onInput={(event) => props.onValue(event.currentTarget.value)}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize="none"
        spellcheck={false}
        inputMode={props.numeric ? 'decimal' : undefined}
        class={props.numeric ? 'numeric' : undefined}
        required={props.required}
        disabled={props.disabled}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={described === '' ? undefined : described}
      />
      {props.error && (
        <p class="fieldError" id={`${id}-error`}>
          {props.error}
        </p>
      )}
    </div>
  );
}
