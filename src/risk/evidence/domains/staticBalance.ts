import { borderlineSeconds, hundredths, seconds } from '../../cutOff.ts';
import { TANDEM_S, tandemSource } from '../../steadiFunctionTests.ts';
import type { EvidenceDomain, EvidenceInputs, Judgement } from '../define.ts';
import { exercise } from '../exercise.ts';

function tandemStance({ answers }: EvidenceInputs): Judgement<'concern' | 'borderline' | 'ok' | 'missing'> {
  const held = answers['functionTests.tandemStanceS'];
  const threshold = { text: `less than ${TANDEM_S} s`, value: TANDEM_S };
  if (held === undefined) return { status: 'missing', value: null, threshold, text: 'The tandem stance is not entered.', inputsMissing: ['functionTests.tandemStanceS'] };
  const full = hundredths(held) >= TANDEM_S;
  // A full stance is never borderline: it is stopped at 10 s.
  const borderline = full ? null : borderlineSeconds('the tandem stance of', held, TANDEM_S);
  return {
    status: borderline !== null ? 'borderline' : full ? 'ok' : 'concern',
    value: held,
    origin: { kind: 'entered' },
    threshold,
    text: borderline ?? `The tandem stance was held for ${seconds(held)} s, ${full ? 'at or above' : 'below'} ${TANDEM_S} s.`,
  };
}

export const staticBalance: EvidenceDomain = {
  id: 'staticBalance',
  label: 'Standing balance',
  advice: exercise,
  rules: [{ id: 'functionTests.tandemStanceS', label: 'Tandem stance', unit: 's', grade: 'A', source: tandemSource, judge: tandemStance }],
};
