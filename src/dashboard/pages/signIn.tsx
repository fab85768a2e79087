import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { signIn } from '../client/session.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { TextField } from '../parts/textField.tsx';
import { text } from '../words/text.ts';

const notices = { never: null, ended: text.signIn.ended, left: text.signIn.signedOut } as const;

export function SignInPage({ why }: { why: keyof typeof notices }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const needed = (value: string, label: string) => (tried && value === '' ? text.signIn.needed(label) : null);

  async function submit(): Promise<void> {
    setTried(true);
    setProblem(null);
    if (username === '' || password === '') {
      form.current?.querySelector<HTMLInputElement>(username === '' ? '#username' : '#password')?.focus();
      return;
    }
    setBusy(true);
    try {
      await signIn(username, password);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
      form.current?.querySelector<HTMLInputElement>('#password')?.focus();
    }
  }

  return (
    <div class="narrow">
      <PageTitle title={text.signIn.title} />
      {notices[why] !== null && problem === null && <p class="notice">{notices[why]}</p>}
      <form
        ref={form}
        class="panel"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void submit();
        }}
      >
        {problem && (
          <p class="formError" role="alert">
            {problem.message}
          </p>
        )}
        <TextField id="username" label={text.signIn.username} value={username} onValue={setUsername} autocomplete="username" required error={needed(username, text.signIn.username)} />
        <TextField id="password" type="password" label={text.signIn.password} value={password} onValue={setPassword} autocomplete="current-password" required error={needed(password, text.signIn.password)} />
        <button type="submit" class="primary" aria-disabled={busy}>
          {text.signIn.submit}
        </button>
      </form>
    </div>
  );
}
