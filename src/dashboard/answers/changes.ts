import type { RiskReport } from '../../model/risk.ts';
import { text } from '../words/text.ts';

type Levels = Pick<RiskReport, 'models'> & { readonly score?: Pick<RiskReport['score'], 'summary'> };

/** What saving did: one sentence for each level that changed, one for the count of domains, or one that says that nothing changed. */
export function changesOf(before: Levels, after: Levels): string[] {
  const changed = after.models.flatMap((model) => {
    const old = before.models.find((one) => one.id === model.id);
    if (old?.level === model.level) return [];
    return [old ? text.answers.levelChanged(model.title, model.levelLabel, old.levelLabel) : text.answers.level(model.title, model.levelLabel)];
  });
  const counted = after.score === undefined || after.score.summary === before.score?.summary ? [] : [after.score.summary];
  return changed.length + counted.length > 0 ? [...changed, ...counted] : [text.answers.unchanged];
}
