/** Words for numbers beside norms, beside the last visit, and for tests that are scored together. */
export const comparison = {
  norms: 'Norms and cut-offs',
  change: 'Since the last visit',
  entered: 'Entered results, compared',
  since: (when: string) => `Since ${when}:`,
  changed: (verdict: string, direction: string | null) => (direction === null ? verdict : `${verdict}, ${direction}`),
  status: { worse: 'Worse than average', average: 'Not worse than average', beyond: 'Beyond a cut-off', within: 'Within the cut-off', mean: 'Beside a mean', 'no-norm': 'No norm' },
  verdict: {
    real: 'Real change', probable: 'Probable change', noise: 'Within measurement noise', clinical: 'Clinical change', belowClinical: 'Less than a clinical change',
    noLimit: 'Not judged', notComparable: 'Not comparable',
  },
  direction: { better: 'better', worse: 'worse' },
} as const;

export const battery = {
  part: 'Part',
  points: 'Points',
  reason: 'Given for',
  from: 'From',
  none: 'none',
  of: (points: number, most: number) => `${points} of ${most}`,
  origin: { entered: 'Entered by hand', measured: 'From the recording', outcome: 'How the test ended' },
} as const;
