import { useState } from 'preact/hooks';
import type { MetricView } from '../../api/schemas/catalogue.ts';
import type { MetricValue } from '../../model/analysis.ts';
import type { Beside } from '../comparison/beside.ts';
import { besideOf, NOTHING_BESIDE } from '../comparison/beside.ts';
import { Changes, Norms, Tags } from '../comparison/lists.tsx';
import { Citation } from '../parts/citation.tsx';
import type { Fact } from '../parts/facts.tsx';
import { Facts } from '../parts/facts.tsx';
import { Empty } from '../parts/states.tsx';
import { capital, countOf, wordOf } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import { metricAnchor } from './anchors.ts';
import type { Catalogue } from './catalogue.ts';
import type { MetricGroup } from './catalogue.ts';
import { groupsOf, labelOf, shownValue } from './catalogue.ts';

const reading = { higher: text.metrics.betterHigher, lower: text.metrics.betterLower, neither: text.metrics.betterNeither } as const;

function Details({ value, declared, beside: { norms, changes } }: { value: MetricValue; declared: MetricView | undefined; beside: Beside }) {
  const shown = (number: number) => (declared ? withUnit(number, declared.digits, declared.unitLabel) : String(number));
  const limit = declared?.changeLimit;
  const facts: Fact[] = [
    ...(declared ? [[text.metrics.definition, declared.definition, 'wide'] as const] : []),
    ...(norms.length > 0 ? [[text.comparison.norms, <Norms key="norms" norms={norms} />, 'wide'] as const] : []),
    ...(changes.length > 0 ? [[text.comparison.change, <Changes key="changes" changes={changes} />, 'wide'] as const] : []),
    [text.metrics.algorithm, <code key="id">{value.algorithm}</code>],
    [text.metrics.sensor, value.site === null ? text.assessment.notKnown : capital(wordOf(value.site))],
    [text.metrics.origin, text.metrics.source[value.source]],
    ...(declared ? [[text.metrics.better, reading[declared.better]] as const, [text.metrics.plausible, text.metrics.range(shown(declared.plausible[0]), shown(declared.plausible[1]))] as const] : []),
    ...(limit ? [[text.metrics.changeLimit, <>{text.metrics.changeLimitIn(shown(limit.mdc95), limit.population)}. <Citation source={limit.source} /></>, 'wide'] as const] : []),
    ...(declared && declared.sources.length > 0
      ? [[declared.sources.length === 1 ? text.app.source : text.app.sources, declared.sources.map((source) => <p key={source.citation}><Citation source={source} /></p>), 'wide'] as const]
      : []),
  ];
  return <Facts facts={facts} />;
}

function Row({ value, catalogue, test, hidden, beside }: { value: MetricValue; catalogue: Catalogue; test: string; hidden: boolean; beside: Beside }) {
  const [open, setOpen] = useState(false);
  const label = labelOf(value.id, catalogue);
  const anchor = metricAnchor(test, value.id);
  return (
    <>
      <tr id={anchor} data-metric={value.id} hidden={hidden}>
        <th scope="row">{label}</th>
        {value.value === null ? (
          <td class="reason" colSpan={2}>
            <span class="tag">{text.metrics.missing}</span> {value.missing}
          </td>
        ) : (
          <>
            <td class="number value">{shownValue(value, value.value, catalogue)}</td>
            <td>
              {countOf(value.n, value.of)}
              {(value.flags ?? []).map((flag) => (
                <span key={flag} class="tag caution">
                  {wordOf(flag)}
                </span>
              ))}
              <Tags beside={beside} />
            </td>
          </>
        )}
        <td class="screenOnly">
          <button type="button" class="small" aria-expanded={open} aria-controls={`${anchor}-details`} aria-label={text.metrics.detailsOf(label)} onClick={() => setOpen(!open)}>
            {text.metrics.details}
          </button>
        </td>
      </tr>
      <tr id={`${anchor}-details`} class="detailsRow" hidden={hidden || !open}>
        <td colSpan={4}>{open && <Details value={value} declared={catalogue.get(value.id)} beside={beside} />}</td>
      </tr>
    </>
  );
}

/** Measurements of one kind under their heading; an exploratory kind stays folded until it is asked for. */
function Group({ group, titled, catalogue, test, beside }: { group: MetricGroup<MetricValue>; titled: boolean; catalogue: Catalogue; test: string; beside: Beside }) {
  const foldable = titled && group.folded !== null;
  const [unfolded, setUnfolded] = useState(false);
  const folded = foldable && !unfolded;
  return (
    <tbody>
      {titled && (
        <tr>
          <th colSpan={4} scope="rowgroup" class="groupRow">
            {group.folded === 'details' ? text.metrics.detailsOfKind(capital(wordOf(group.kind))) : capital(wordOf(group.kind))}
            {foldable && (
              <>
                {group.folded === 'exploratory' && <span class="quiet"> {text.metrics.exploratory}</span>}{' '}
                <button type="button" class="small" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
                  {unfolded ? text.metrics.fold : text.metrics.unfold(group.metrics.length)}
                </button>
              </>
            )}
          </th>
        </tr>
      )}
      {group.metrics.map((value) => (
        <Row key={value.id} value={value} catalogue={catalogue} test={test} hidden={folded} beside={besideOf(value.id, beside)} />
      ))}
    </tbody>
  );
}

interface Props {
  readonly metrics: readonly MetricValue[];
  readonly catalogue: Catalogue;
  readonly caption: string;
  /** Anchor of the test they belong to. */
  readonly test: string;
  /** Norms and changes of these values. */
  readonly beside?: Beside;
}

export function MeasurementTable({ metrics, catalogue, caption, test, beside = NOTHING_BESIDE }: Props) {
  if (metrics.length === 0) return <Empty>{text.metrics.none}</Empty>;
  const groups = groupsOf(metrics, ({ id }) => catalogue.get(id)?.detail === true);
  return (
    <div class="scroll">
      <table class="measurements">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.metrics.label}</th>
            <th scope="col" class="number">
              {text.metrics.value}
            </th>
            <th scope="col">{text.metrics.n}</th>
            <th scope="col" class="screenOnly">
              <span class="unseen">{text.metrics.details}</span>
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <Group key={group.id} group={group} titled={groups.length > 1} catalogue={catalogue} test={test} beside={beside} />
        ))}
      </table>
    </div>
  );
}
