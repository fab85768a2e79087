import { hundredths, seconds } from '../cutOff.ts';
import { TANDEM_S, tandemSource } from '../steadiFunctionTests.ts';
import { defineNorm } from './define.ts';

export const tandemSteadi = defineNorm({
  id: 'tandemStance.steadi',
  outcomes: ['functionTests.tandemStanceS', 'stance.heldTime'],
  source: tandemSource,
  compare: (value, _, { circumstances: { feet, eyes, surface } }) => {
    if (feet !== 'tandem' || eyes === 'closed' || surface === 'foam') return null;
    const beyond = hundredths(value) < TANDEM_S;
    return { status: beyond ? 'beyond' : 'within', text: beyond ? `${seconds(value)} s is below the ${TANDEM_S} s of the test.` : `Held for the ${TANDEM_S} s of the test.` };
  },
});

const POOR_POINTS = 8;

export const batteryPoor = defineNorm({
  id: 'shortBattery.ewgsop2',
  outcomes: ['sppb.total'],
  source: { citation: 'Cruz-Jentoft 2019, Age Ageing 48(1):16-31 (EWGSOP2)', doi: '10.1093/ageing/afy169', place: 'table 3: low performance' },
  compare: (value) => {
    const beyond = value <= POOR_POINTS;
    return { status: beyond ? 'beyond' : 'within', text: `${value} points is ${beyond ? 'at or below' : 'above'} the cut-off of ${POOR_POINTS} for poor performance.` };
  },
});
