import type { DomainEvidence, EvidenceItem, EvidenceScore, RiskReport } from '../../model/risk.ts';
import { Citation } from '../parts/citation.tsx';
import { wordOf } from '../words/lists.ts';
import { text } from '../words/text.ts';
import { inOneLine } from './evidenceWords.ts';
import { MissingInput } from './missingInput.tsx';
import type { Names } from './missingInput.tsx';

function Item({ item, ...names }: Names & { item: EvidenceItem }) {
  const { origin, threshold } = item;
  return (
    <li data-item={item.id} data-status={item.status}>
      <strong>{item.label}</strong> <span class="tag">{text.evidence.status[item.status]}</span>
      {item.flags.map((flag) => (
        <span key={flag} class="tag caution">
          {wordOf(flag)}
        </span>
      ))}
      <p>{item.text}</p>
      {item.inputsMissing.length > 0 && (
        <p>
          {text.evidence.needed}{' '}
          {item.inputsMissing.map((id, i) => (
            <span key={id}>
              {i > 0 && '; '}
              <MissingInput id={id} {...names} />
            </span>
          ))}
        </p>
      )}
      <p class="quiet">
        {text.evidence.grade[item.grade]}
        {origin && ` ${text.metrics.source[origin.kind]}${origin.algorithm === undefined ? '' : ` (${origin.algorithm})`}.`}
        {threshold && ` ${text.evidence.threshold(threshold.text, item.grade === 'A')}`} <Citation source={item.source} />
        {threshold?.sem && (
          <>
            {'. '}
            {text.evidence.sem} <Citation source={threshold.sem.source} />
          </>
        )}
      </p>
    </li>
  );
}

function Row({ domain, ...names }: Names & { domain: DomainEvidence }) {
  return (
    <>
      <tr data-domain={domain.id} data-status={domain.status}>
        <th scope="row">{domain.label}</th>
        <td class="status">
          {text.evidence.status[domain.status]}
          {!domain.voting && <span class="quiet"> {text.evidence.notCounted}</span>}
        </td>
        <td>{inOneLine(domain, names.catalogue)}</td>
      </tr>
      <tr class="itemsRow">
        <td colSpan={3}>
          <details>
            <summary aria-label={text.evidence.detailsOf(domain.label)}>{text.evidence.details}</summary>
            <ul>
              {domain.items.map((item) => (
                <Item key={item.id} item={item} {...names} />
              ))}
            </ul>
          </details>
        </td>
      </tr>
    </>
  );
}

/** What can be worked on; advice that several findings share is said once. */
function Contributors({ contributors }: Pick<EvidenceScore, 'contributors'>) {
  const advice = new Map(contributors.map((one) => [one.advice.text, one.advice]));
  return (
    <div class="contributors">
      <h4>{text.evidence.contributors}</h4>
      <ul>
        {contributors.map((one) => (
          <li key={one.domain}>
            <strong>{one.label}.</strong> {one.text}
          </li>
        ))}
      </ul>
      {[...advice.values()].map((one) => (
        <p key={one.text}>
          {one.text} <Citation source={one.source} />
        </p>
      ))}
    </div>
  );
}

/** Domains with their status in words, and the items of each behind a disclosure. */
export function EvidenceByDomain({ risk: { domains, score }, ...names }: Names & { risk: RiskReport }) {
  const assessable = domains.filter((domain) => domain.items.length > 0);
  const notYet = domains.filter((domain) => domain.items.length === 0);
  return (
    <section class="evidence" aria-labelledby="evidence-title">
      <h3 id="evidence-title" tabIndex={-1}>
        {text.evidence.title}
      </h3>
      <p class="tally">{score.summary}</p>
      {score.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <div class="scroll">
        <table>
          <caption>{text.evidence.about}</caption>
          <thead>
            <tr>
              <th scope="col">{text.evidence.domain}</th>
              <th scope="col">{text.evidence.statusHeading}</th>
              <th scope="col">{text.evidence.items}</th>
            </tr>
          </thead>
          <tbody>
            {assessable.map((domain) => (
              <Row key={domain.id} domain={domain} {...names} />
            ))}
          </tbody>
        </table>
      </div>
      {notYet.length > 0 && <p class="quiet">{text.evidence.notYet(notYet.map((domain) => domain.label.toLowerCase()))}</p>}
      {score.contributors.length > 0 && <Contributors contributors={score.contributors} />}
    </section>
  );
}
