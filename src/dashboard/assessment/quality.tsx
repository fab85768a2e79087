import type { AnalysisDocument } from '../../model/analysis.ts';
import { withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';

/** What must be known before a number is trusted, in plain words. */
export function Quality({ quality }: { quality: AnalysisDocument['quality'] }) {
  const { ok, findings } = quality;
  return (
    <div class="quality" data-ok={ok}>
      <p class="verdict">{ok ? text.quality.ok : text.quality.notOk}</p>
      {findings.length > 0 && (
        <ul>
          {findings.map((finding, i) => (
            <li key={i}>
              {finding.severity === 'problem' && <strong>{text.quality.problem} </strong>}
              {finding.message}
              {finding.startS !== undefined && (
                <span class="quiet"> ({text.quality.at(withUnit(finding.startS, 1, 's'), withUnit(finding.endS ?? finding.startS, 1, 's'))})</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
