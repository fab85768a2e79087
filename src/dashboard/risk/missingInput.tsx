import { goToField } from '../answers/form.tsx';
import { fieldAnchor } from '../answers/field.tsx';
import type { AnswerField } from '../answers/fields.ts';
import type { Catalogue } from '../measurements/catalogue.ts';
import { metricAnchor, testAnchor } from '../measurements/anchors.ts';
import { text } from '../words/text.ts';

export interface Names {
  readonly fields: readonly AnswerField[];
  readonly catalogue: Catalogue;
}

/** A missing answer leads to its question, a missing measurement to the line that says why it is missing. */
export function MissingInput({ id, fields, catalogue }: Names & { id: string }) {
  const field = fields.find((one) => one.id === id);
  if (field) {
    return (
      <a
        href={`#${fieldAnchor(id)}`}
        onClick={(event) => {
          event.preventDefault();
          goToField(id);
        }}
      >
        {field.label}
      </a>
    );
  }
  const metric = catalogue.get(id);
  return metric ? <a href={`#${metricAnchor(testAnchor(0), id)}`}>{text.risk.measured(metric.label)}</a> : <>{text.risk.ofThePerson[id] ?? id}</>;
}
