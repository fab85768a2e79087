import type { RiskReport } from '../../model/risk.ts';
import { text } from '../words/text.ts';

type Levels = Pick<RiskReport, 'models'>;

/** What saving did to the levels: one sentence for each that changed, or one that says that none did. */
export function changesOf(before: Levels, after: Levels): string[] {
  const changed = after.models.flatMap((model) => {
    const old = before.models.find((one) => one.id === model.id);
    if (old?.level === model.level) return [];
    return [old ? text.answers.levelChanged(model.title, model.levelLabel, old.levelLabel) : text.answers.level(model.title, model.levelLabel)];
  });
  return changed.length > 0 ? changed : [text.answers.unchanged];
}
