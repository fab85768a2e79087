import type { MetricId } from '../metrics/index.ts';
import type { Circumstances } from '../model/index.ts';
import type { AnswerId } from '../questionnaires/index.ts';
import { defineProtocol, type Protocol } from './define.ts';

/** Everything that is measured of half a minute of quiet standing. */
const DIRECTIONS = ['', 'Ap', 'Ml'] as const;
const MEASURES = ['leanRms', 'leanRange', 'rms', 'distance', 'range', 'path', 'meanVelocity', 'jerk', 'meanFrequency', 'totalPower', 'f50', 'f95', 'centroidalFrequency', 'frequencyDispersion'] as const;
const SWAY: readonly MetricId[] = [...MEASURES.flatMap((name) => DIRECTIONS.map((direction): MetricId => `sway.${name}${direction}`)), 'sway.area', 'sway.ellipseArea', 'sway.leanEllipseArea'];
/** Ten seconds are too short for slow sway and for spectra. */
const HELD: readonly MetricId[] = ['stance.heldTime', 'sway.leanRms', 'sway.leanRmsAp', 'sway.leanRmsMl', 'sway.rms', 'sway.rmsAp', 'sway.rmsMl', 'sway.jerk'];

const MANCINI = { citation: 'Mancini 2012, J Neuroeng Rehabil 9:59', doi: '10.1186/1743-0003-9-59', place: 'lumbar sensor, 30 s of quiet standing' } as const;
const CDC = { citation: 'CDC STEADI, 4-Stage Balance Test', url: 'https://www.cdc.gov/steadi', place: 'four stances of 10 s each' } as const;
const SPPB = { citation: 'Short Physical Performance Battery, balance part', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC3032402', place: 'table 3' } as const;

const FIRM_OPEN = { surface: 'firm', eyes: 'open' } as const;
const UP_FRONT = 'The sensor sits flat on the lower back, under a tight belt.';
const LOOK = 'Look straight ahead at the mark on the wall.';
const CLOSE = 'Close your eyes when I say go, and keep them closed until I say stop.';
const QUIET = 'Let your arms hang. Stand as still as you can, and do not talk, until I say stop. It takes half a minute.';
const FOAM = 'Step onto the foam, with my help if you like.';
const APART = 'Put your feet a hand apart, where it is comfortable.';
const SAFE = 'I stand beside you. If you feel unsafe, take a step or hold on to me.';

/** Half a minute of quiet standing. */
function quiet<const Id extends string>(id: Id, label: string, circumstances: Circumstances, steps: readonly string[]): Protocol<Id> {
  return defineProtocol({
    id, label, circumstances,
    instructions: [UP_FRONT, ...steps, SAFE, QUIET],
    requiredSites: ['lowerBack'],
    metrics: SWAY,
    reads: 'stance',
    minWalkingS: 0,
    minStandingS: 20,
    durationS: 30,
    marks: ['go', 'stop'],
    sources: [MANCINI],
  });
}

/** One of the four stages: how long it is held, up to ten seconds. */
function held<const Id extends string>(id: Id, label: string, feet: Circumstances['feet'], answer: AnswerId, steps: readonly string[]): Protocol<Id> {
  return defineProtocol({
    id, label,
    circumstances: { ...FIRM_OPEN, feet },
    instructions: [UP_FRONT, ...steps, SAFE, 'Stay so until I say stop. You may bend your knees and move your arms, but not your feet. Ready? Go.'],
    requiredSites: ['lowerBack'],
    metrics: HELD,
    reads: 'stance',
    minWalkingS: 0,
    minStandingS: 5,
    durationS: 10,
    marks: ['go', 'stop'],
    answers: [answer],
    unable: { [answer]: 0 },
    sources: id === 'stanceOneLeg' ? [CDC] : [CDC, SPPB],
  });
}

/** Quiet standing under the four conditions, and with the feet together; then the four stages, in the order in which they are done. */
export const stances = [
  quiet('stanceOpenFirm', 'Quiet stance, eyes open', { ...FIRM_OPEN, feet: 'apart' }, [APART, LOOK]),
  quiet('stanceClosedFirm', 'Quiet stance, eyes closed', { surface: 'firm', eyes: 'closed', feet: 'apart' }, [APART, CLOSE]),
  quiet('stanceOpenFoam', 'Quiet stance on foam, eyes open', { surface: 'foam', eyes: 'open', feet: 'apart' }, [FOAM, APART, LOOK]),
  quiet('stanceClosedFoam', 'Quiet stance on foam, eyes closed', { surface: 'foam', eyes: 'closed', feet: 'apart' }, [FOAM, APART, CLOSE]),
  quiet('stanceTogether', 'Quiet stance, feet together', { ...FIRM_OPEN, feet: 'together' }, ['Put your feet close together, so that they touch.', LOOK]),
  held('stanceSideBySide', 'Four stages: side by side', 'together', 'functionTests.sideBySideStanceS', ['Stand with your feet side by side, so that they touch.']),
  held('stanceSemiTandem', 'Four stages: semi-tandem', 'semiTandem', 'functionTests.semiTandemStanceS', ['Put the side of one heel against the big toe of the other foot. Either foot may be in front.']),
  held('stanceTandem', 'Four stages: tandem', 'tandem', 'functionTests.tandemStanceS', ['Put one foot straight in front of the other, heel to toe. Either foot may be in front.']),
  held('stanceOneLeg', 'Four stages: one leg', 'oneLeg', 'functionTests.oneLegStanceS', ['Stand on one foot, whichever you like. The legs do not touch.']),
] as const;
