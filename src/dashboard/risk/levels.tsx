import type { RiskModelResult, RiskReport } from '../../model/risk.ts';
import { Citation } from '../parts/citation.tsx';
import { Empty } from '../parts/states.tsx';
import { text } from '../words/text.ts';
import { EvidenceByDomain } from './evidence.tsx';
import { MissingInput } from './missingInput.tsx';
import type { Names } from './missingInput.tsx';

function Level({ model, ...names }: Names & { model: RiskModelResult }) {
  return (
    <article class="level" data-level={model.level} data-model={model.id}>
      <h3 id={levelAnchor(model.id)} tabIndex={-1}>
        {model.title}
      </h3>
      <p class="levelName">{model.levelLabel}</p>
      <p>{model.summary}</p>
      {model.inputsMissing.length > 0 && (
        <div class="missing">
          <h4>{text.risk.missing}</h4>
          <p class="quiet">{text.risk.missingHint}</p>
          <ul>
            {model.inputsMissing.map((id) => (
              <li key={id}>
                <MissingInput id={id} {...names} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {model.firedRules.length > 0 && (
        <>
          <h4>{text.risk.why}</h4>
          <ul class="reasons">
            {model.firedRules.map((rule) => (
              <li key={rule.rule}>
                {rule.text}
                <details class="source">
                  <summary aria-label={text.risk.sourceOf(rule.text)}>{text.app.source}</summary>
                  <Citation source={rule.source} />
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
      {model.notes.length > 0 && (
        <>
          <h4>{text.risk.notes}</h4>
          <ul>
            {model.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <p class="quiet origin">
        <Citation source={model.source} /> {text.risk.version(model.version)}
      </p>
    </article>
  );
}

const levelAnchor = (id: string): string => `level-${id}`;

/** All levels in one look, each leading to its reasons. */
function AtAGlance({ models }: { models: readonly RiskModelResult[] }) {
  return (
    <ul class="glance">
      {models.map((model) => (
        <li key={model.id} data-level={model.level}>
          <a href={`#${levelAnchor(model.id)}`}>{model.title}</a> <strong>{model.levelLabel}</strong>
        </li>
      ))}
    </ul>
  );
}

export function RiskLevels({ risk, ...names }: Names & { risk: RiskReport }) {
  return (
    <section class="risk" aria-labelledby="risk-title">
      <h2 id="risk-title" tabIndex={-1}>
        {text.risk.title}
      </h2>
      <p class="quiet">{text.risk.about}</p>
      {risk.models.length === 0 && <Empty>{text.risk.none}</Empty>}
      {risk.models.length > 1 && <AtAGlance models={risk.models} />}
      <EvidenceByDomain risk={risk} {...names} />
      {risk.models.map((model) => (
        <Level key={model.id} model={model} {...names} />
      ))}
    </section>
  );
}
