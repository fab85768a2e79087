import type { Source } from '../../../model/index.ts';
import type { EvidenceDomain } from '../define.ts';
import { withoutCutOff } from '../metricEvidence.ts';

const hausdorff: Source = { citation: 'Hausdorff 2001, Arch Phys Med Rehabil 82(8):1050-1056', doi: '10.1053/apmr.2001.24893', place: 'Abstract' };
const verghese: Source = { citation: 'Verghese 2009, J Gerontol A 64A(8):896-901', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC2709543' };
const doi: Source = { citation: 'Doi 2013, J NeuroEng Rehabil 10:7', doi: '10.1186/1743-0003-10-7', place: 'Abstract' };
const kobayashi: Source = { citation: 'Kobayashi 2014, J NeuroEng Rehabil 11:109', doi: '10.1186/1743-0003-11-109', place: 'Abstract' };

const fallersLower = 'In one study of 73 people those who later fell had lower ratios at the upper trunk; this is the lower back.';

export const rhythm: EvidenceDomain = {
  id: 'rhythm',
  label: 'Walking rhythm and variability',
  rules: [
    withoutCutOff(
      'gait.strideTimeVariabilitySd', 'B',
      'In one study of walks up to six minutes with foot switches, people who later fell had 106 ms (standard deviation 30), others 49 ms (4): a reference, not a cut-off. Variability of one short walk changes much from day to day.',
      hausdorff,
    ),
    withoutCutOff('gait.strideLengthVariabilityCv', 'B', 'In one study of 597 people more variable strides went with more falls.', verghese),
    withoutCutOff('gait.doubleSupport', 'B', 'In one study of 597 people more double support went with more falls.', verghese),
    withoutCutOff('gait.harmonicRatioAp', 'B', fallersLower, doi),
    withoutCutOff('gait.harmonicRatioV', 'B', fallersLower, doi),
    withoutCutOff('gait.harmonicRatioMl', 'B', fallersLower, doi),
    withoutCutOff('gait.stepTimeAsymmetry', 'C', 'Symmetry was compared between younger and older people, not with later falls.', kobayashi),
  ],
};
