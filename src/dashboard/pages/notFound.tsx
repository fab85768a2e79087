import { PageTitle } from '../parts/pageTitle.tsx';
import { text } from '../words/text.ts';

export function NotFoundPage() {
  return (
    <>
      <PageTitle title={text.app.notFoundTitle} />
      <p>{text.app.notFound}</p>
      <p>
        <a href="/patients">{text.app.backToPatients}</a>
      </p>
    </>
  );
}
