import type { EvidenceDomain } from '../define.ts';
import { confidence } from './confidence.ts';
import { history } from './history.ts';
import { pace } from './pace.ts';
import { rhythm } from './rhythm.ts';
import { staticBalance } from './staticBalance.ts';
import { strength } from './strength.ts';
import { turning } from './turning.ts';

/** What a whole assessment looks at and this software cannot hold yet: named, so that nobody takes silence for normal. */
const notYet: readonly EvidenceDomain[] = [
  { id: 'posture', label: 'Posture', rules: [] },
  { id: 'medication', label: 'Medication', rules: [] },
  { id: 'vision', label: 'Vision', rules: [] },
  { id: 'bloodPressure', label: 'Blood pressure', rules: [] },
];

/** Every domain, in the order of the report. */
export const evidenceDomains: readonly EvidenceDomain[] = [history, strength, pace, staticBalance, rhythm, turning, confidence, ...notYet];
