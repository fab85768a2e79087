import { chairStandCutOff, chairStandSource } from '../chairStand.ts';
import { hundredths, seconds } from '../cutOff.ts';
import { rowFor } from './byAge.ts';
import { defineNorm } from './define.ts';

/** Rows of the form: `chairStandCutOff` has the numbers. */
const ROWS = [60, 65, 70, 75, 80, 85, 90].map((from) => ({ from, to: from + 4 }));

export const chairStandBelowAverage = defineNorm({
  id: 'chairStand.steadi',
  outcomes: ['functionTests.chairStandCount', 'chair.standCount'],
  source: chairStandSource,
  compare: (counted, person, { handsUsed }) => {
    const value = handsUsed === true ? 0 : counted;
    const found = rowFor(ROWS, person, true);
    if ('none' in found) return found.none;
    const cut = chairStandCutOff(person.ageYears!, person.sex!)!;
    const worse = value < cut;
    return { status: worse ? 'worse' : 'average', text: `${handsUsed === true ? 'The hands were used, which scores 0: ' : ''}${value} stands in 30 s is ${worse ? 'below' : 'at or above'} ${cut} for ${found.people}: ${worse ? 'below average' : 'not below average'}.` };
  },
});

const FIVE_TIMES = ['functionTests.fiveChairStandsS', 'chair.fiveTimesDuration'];
/** Worse than average above so many seconds. */
const UPPER = [
  { from: 60, to: 69, high: 11.4 },
  { from: 70, to: 79, high: 12.6 },
  { from: 80, to: 89, high: 14.8 },
];

export const fiveChairStandsNorm = defineNorm({
  id: 'fiveChairStands.bohannon2006',
  outcomes: FIVE_TIMES,
  source: { citation: 'Bohannon 2006, Percept Mot Skills 103(1):215-222', doi: '10.2466/pms.103.1.215-222', place: 'worse than average above 11.4, 12.6 and 14.8 s in the 60s, 70s and 80s' },
  compare: (value, person) => {
    const found = rowFor(UPPER, person, false);
    if ('none' in found) return found.none;
    const { high } = found.row;
    const worse = hundredths(value) > high;
    return { status: worse ? 'worse' : 'average', text: `${seconds(value)} s is ${worse ? 'above' : 'not above'} ${high.toFixed(1)} s for ${found.people}: ${worse ? 'worse than average' : 'not worse than average'}.` };
  },
});

const WEAK_S = 15;

export const fiveChairStandsWeak = defineNorm({
  id: 'fiveChairStands.ewgsop2',
  outcomes: FIVE_TIMES,
  source: { citation: 'Cruz-Jentoft 2019, Age Ageing 48(1):16-31 (EWGSOP2)', doi: '10.1093/ageing/afy169', place: 'table 3: low strength by chair stand' },
  compare: (value) => {
    const beyond = hundredths(value) > WEAK_S;
    return { status: beyond ? 'beyond' : 'within', text: `${seconds(value)} s is ${beyond ? 'above' : 'not above'} the cut-off of ${WEAK_S} s for low strength.` };
  },
});
