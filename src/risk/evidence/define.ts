import type { EvidenceItem, EvidenceStatus, Source } from '../../model/index.ts';
import type { MetricId } from '../../metrics/index.ts';
import type { AnswerId } from '../../questionnaires/index.ts';
import type { RiskInputs } from '../define.ts';

export type EvidenceInputs = RiskInputs<MetricId, AnswerId>;

/** Grade A may be of concern; B at most asks to watch; C is shown and never judged. */
interface StatusOf {
  readonly A: Exclude<EvidenceStatus, 'watch'>;
  readonly B: Exclude<EvidenceStatus, 'concern'>;
  readonly C: 'noCutOff' | 'invalid' | 'missing';
}

/** What one item says of one person. A status that its grade does not allow does not compile. */
export interface Judgement<Status extends EvidenceStatus> extends Pick<EvidenceItem, 'value' | 'origin' | 'threshold' | 'text'> {
  readonly status: Status;
  readonly flags?: readonly string[];
  /** Left out: nothing that is missing could change the status. */
  readonly inputsMissing?: readonly string[];
}

interface Rule<Grade extends keyof StatusOf> extends Pick<EvidenceItem, 'label' | 'unit'> {
  readonly id: MetricId | AnswerId;
  readonly grade: Grade;
  /** Of the cut-off; where there is none, of the link to falls. */
  readonly source: Source;
  /** Pure. Never throws for missing evidence. */
  readonly judge: (inputs: EvidenceInputs) => Judgement<StatusOf[Grade]>;
}
export type EvidenceRule = Rule<'A'> | Rule<'B'> | Rule<'C'>;

/** Evidence of one kind, with one vote. */
export interface EvidenceDomain {
  /** camelCase, the name of its file. */
  readonly id: string;
  readonly label: string;
  /** What a guideline links to a finding that can be worked on. Absent: nothing verified. */
  readonly advice?: { readonly text: string; readonly source: Source };
  readonly rules: readonly EvidenceRule[];
}
