import { UNITS } from '../../model/index.ts';
import type { EvidenceItem, Source } from '../../model/index.ts';
import { metrics } from '../../metrics/index.ts';
import type { Metric, MetricId } from '../../metrics/index.ts';
import type { EvidenceInputs, Judgement } from './define.ts';

/** Every MetricId comes from this list. */
const declared = (id: MetricId): Metric => metrics.find((metric) => metric.id === id)!;

/** What the item of a metric shows: the catalogue's own words. */
export function shownAs<const Id extends MetricId>(id: Id): Pick<EvidenceItem, 'label' | 'unit'> & { readonly id: Id } {
  const { label, unit } = declared(id);
  return { id, label, unit };
}

/** A metric's value with what traces it, or the judgement that there is none to use. */
export type MetricLook =
  | { readonly unusable: Judgement<'missing' | 'invalid'> }
  | { readonly unusable?: never; readonly traced: Pick<Judgement<never>, 'origin' | 'flags'> & { readonly value: number }; readonly shown: string };

export function lookAt(id: MetricId, inputs: EvidenceInputs): MetricLook {
  const metric = inputs.metrics[id];
  const { label, unit, digits } = declared(id);
  if (metric === undefined || metric.value === null) {
    return { unusable: { status: 'missing', value: null, text: `${label} is not measured. ${metric?.missing ?? ''}`.trim(), inputsMissing: [id] } };
  }
  const { value, source: kind, algorithm, flags = [] } = metric;
  const traced = { value, origin: { kind, ...(kind !== 'entered' && { algorithm }) }, flags };
  const shown = `${value.toFixed(digits)} ${UNITS[unit]}`.trim();
  if (!flags.includes('outsidePlausibleRange')) return { traced, shown };
  return { unusable: { ...traced, status: 'invalid', text: `${label} is ${shown}, outside the plausible range. Check the recording before using it.` } };
}

/**
 * A metric that is shown and not judged: nobody has an accepted cut-off for it, and there is no local reference yet.
 *
 * @param known - one sentence: what is known of it and falls
 */
export function withoutCutOff<const Id extends MetricId, const Grade extends 'B' | 'C'>(id: Id, grade: Grade, known: string, source: Source) {
  return {
    ...shownAs(id),
    grade,
    source,
    judge(inputs: EvidenceInputs): Judgement<'noCutOff' | 'invalid' | 'missing'> {
      const look = lookAt(id, inputs);
      if (look.unusable) return look.unusable;
      return { ...look.traced, status: 'noCutOff', text: `${shownAs(id).label} is ${look.shown}. There is no accepted cut-off. ${known}` };
    },
  };
}
