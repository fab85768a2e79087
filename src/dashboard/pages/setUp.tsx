import { useRef, useState } from 'preact/hooks';
import type { SetupState } from '../../api/schemas/session.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem, request } from '../client/request.ts';
import { useResource } from '../client/resource.ts';
import { setUp } from '../client/session.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Loaded } from '../parts/states.tsx';
import { TextField } from '../parts/textField.tsx';
import { text } from '../words/text.ts';

const EMPTY = { token: '', username: '', password: '', repeat: '' };
type Field = keyof typeof EMPTY;

function SetUpForm() {
  const [values, setValues] = useState(EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const labels: Record<Field, string> = { ...text.setUp, repeat: text.setUp.repeat };

  const errorOf = (field: Field): string | null => {
    const refused = problem?.fields.find((error) => error.field === field);
    if (refused) return refused.message;
    if (!tried) return null;
    if (values[field] === '') return text.signIn.needed(labels[field]);
    return field === 'repeat' && values.repeat !== values.password ? text.setUp.different : null;
  };
  const line = (field: Field, type: 'text' | 'password', autocomplete: 'username' | 'new-password' | 'one-time-code', hint?: string) => (
    <TextField
      id={field}
      label={labels[field]}
      type={type}
      value={values[field]}
      onValue={(value) => setValues({ ...values, [field]: value })}
      autocomplete={autocomplete}
      required
      error={errorOf(field)}
      {...(hint === undefined ? {} : { hint })}
    />
  );

  async function submit(): Promise<void> {
    setTried(true);
    setProblem(null);
    if (Object.values(values).some((value) => value === '') || values.password !== values.repeat) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLInputElement>('[aria-invalid]')?.focus());
      return;
    }
    setBusy(true);
    try {
      await setUp(values.token.trim(), values.username, values.password);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <p>{text.setUp.intro}</p>
      {problem && (
        <p class="formError" role="alert">
          {problem.message}
        </p>
      )}
      {line('token', 'text', 'one-time-code')}
      {line('username', 'text', 'username')}
      {line('password', 'password', 'new-password', text.setUp.passwordHint)}
      {line('repeat', 'password', 'new-password')}
      <button type="submit" class="primary" aria-disabled={busy}>
        {text.setUp.submit}
      </button>
    </form>
  );
}

export function SetUpPage() {
  const state = useResource('setup', (signal) => request<SetupState>('GET', 'setup', undefined, signal));
  return (
    <div class="narrow">
      <PageTitle title={text.setUp.title} />
      <Loaded resource={state}>
        {({ needed }) =>
          needed ? (
            <SetUpForm />
          ) : (
            <p>
              {text.setUp.notNeeded} <a href="/sign-in">{text.setUp.toSignIn}</a>
            </p>
          )
        }
      </Loaded>
    </div>
  );
}
