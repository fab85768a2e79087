import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { announcement } from './client/live.ts';
import type { Problem } from './client/problem.ts';
import { asProblem } from './client/request.ts';
import { mode, session, signOut, startSession } from './client/session.ts';
import { AssessmentPage } from './pages/assessment.tsx';
import { LivePage } from './pages/live.tsx';
import { NotFoundPage } from './pages/notFound.tsx';
import { PatientPage } from './pages/patient.tsx';
import { PatientsPage } from './pages/patients.tsx';
import { SetUpPage } from './pages/setUp.tsx';
import { SignInPage } from './pages/signIn.tsx';
import { SeriesLine } from './parts/seriesLine.tsx';
import { VisitPage } from './pages/visit.tsx';
import { VisitsPage } from './pages/visits.tsx';
import { Loading, ProblemPanel } from './parts/states.tsx';
import { path, routeOf } from './router.ts';
import { wordOf } from './words/lists.ts';
import { live } from './words/live.ts';
import { text } from './words/text.ts';
import { visit } from './words/visit.ts';

function page(): VNode {
  const current = session.value;
  if (current.state === 'asking') return <Loading />;
  if (current.state === 'failed') return <ProblemPanel problem={current.problem} again={() => void startSession()} />;
  const route = routeOf(path.value);
  if (current.state === 'signedOut') return route.page === 'setUp' ? <SetUpPage /> : <SignInPage why={current.why} />;
  switch (route.page) {
    case 'patients':
    case 'home':
    case 'signIn':
    case 'setUp':
      return <PatientsPage />;
    case 'patient':
      return <PatientPage key={route.id} id={route.id} />;
    case 'assessment':
      return <AssessmentPage key={route.id} id={route.id} />;
    case 'live':
      return <LivePage key={route.id} patientId={route.id} />;
    case 'visits':
      return <VisitsPage key={route.id} patientId={route.id} />;
    case 'visit':
      return <VisitPage key={route.id} id={route.id} />;
    case 'notFound':
      return <NotFoundPage />;
  }
}

function Who() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const current = session.value;
  if (current.state !== 'signedIn') return null;
  const { user } = current.session;
  return (
    <div class="who">
      <span>{text.app.signedInAs(user.username, wordOf(user.role))}</span>
      <button type="button" onClick={() => void signOut().catch((error: unknown) => setProblem(asProblem(error)))}>
        {text.app.signOut}
      </button>
      {problem && <span role="alert">{problem.message}</span>}
    </div>
  );
}

export function App() {
  return (
    <>
      <a class="skip" href="#content">
        {text.app.skip}
      </a>
      <header class="top">
        <a class="brand" href="/patients">
          {text.app.name}
        </a>
        {session.value.state === 'signedIn' && (
          <nav class="topNav" aria-label={text.app.main}>
            <a href="/patients" aria-current={path.value === '/patients' ? 'page' : undefined}>
              {text.app.patients}
            </a>
            <a href="/record" aria-current={routeOf(path.value).page === 'live' ? 'page' : undefined}>
              {live.nav}
            </a>
            <a href="/guide" aria-current={['visits', 'visit'].includes(routeOf(path.value).page) ? 'page' : undefined}>
              {visit.nav}
            </a>
          </nav>
        )}
        <Who />
      </header>
      {mode.value === 'demo' && (
        <aside class="demo" aria-label={text.app.demo}>
          <strong>{text.app.demo}</strong> {text.app.demoBanner}
        </aside>
      )}
      <main id="content" tabIndex={-1}>
        {page()}
      </main>
      {session.value.state === 'signedIn' && <SeriesLine />}
      <div class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </>
  );
}
