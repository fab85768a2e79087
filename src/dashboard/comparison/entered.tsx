import type { AnswerField } from '../answers/fields.ts';
import { text } from '../words/text.ts';
import type { Beside } from './beside.ts';
import { besideOf } from './beside.ts';
import { Changes, Norms } from './lists.tsx';

/** Entered results against norms and the last visit: the same words that a measured value has in its details. */
export function EnteredResults({ beside, fields }: { beside: Beside; fields: readonly AnswerField[] }) {
  const labels = new Map(fields.map((field) => [field.id, field.label]));
  const outcomes = [...new Set([...beside.norms, ...beside.changes].map(({ outcome }) => outcome))].filter((outcome) => labels.has(outcome));
  if (outcomes.length === 0) return null;
  return (
    <section aria-labelledby="entered-title">
      <h2 id="entered-title" tabIndex={-1}>
        {text.comparison.entered}
      </h2>
      <dl class="comparisons">
        {outcomes.map((outcome) => {
          const { norms, changes } = besideOf(outcome, beside);
          return (
            <div key={outcome}>
              <dt>{labels.get(outcome)}</dt>
              <dd>
                <Norms norms={norms} />
                <Changes changes={changes} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
