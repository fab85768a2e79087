import type { Source } from '../../../model/index.ts';
import type { EvidenceDomain } from '../define.ts';
import { withoutCutOff } from '../metricEvidence.ts';

const leach: Source = { citation: 'Leach 2018, Sci Rep, s41598-018-22492-6', doi: '10.1038/s41598-018-22492-6', place: 'Table 2' };
const caronni: Source = { citation: 'Caronni 2023', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC10516579', place: 'Table 2' };

export const turning: EvidenceDomain = {
  id: 'turning',
  label: 'Turning',
  rules: [
    withoutCutOff('turn.duration', 'B', 'In one study longer natural turns were linked to repeated falls later on; turns of a test are not the same.', leach),
    withoutCutOff('turn.peakVelocity', 'C', 'A link to falls was seen in neurological in-patients in the Timed Up and Go.', caronni),
  ],
};
