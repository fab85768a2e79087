import { defineInstrument } from '../define.ts';

const wording = { origin: 'own', why: 'Our own words for the name of a test and its result.' } as const;

const tug = {
  citation: 'CDC STEADI, Timed Up and Go, as described by LOINC 89422-0',
  url: 'https://loinc.org/89422-0',
} as const;

const chairStand = {
  citation: 'CDC STEADI, 30-Second Chair Stand, form of 2017',
  url: 'https://www.cdc.gov/steadi',
} as const;

const fourStage = {
  citation: 'CDC STEADI, 4-Stage Balance Test',
  url: 'https://www.cdc.gov/steadi',
  place: 'Four stances of 10 s each',
} as const;

const sppb = {
  citation: 'Guralnik 1994, J Gerontol 49(2):M85-M94 (Short Physical Performance Battery)',
  doi: '10.1093/geronj/49.2.M85',
} as const;

const runUp = {
  citation: 'Bohannon & Andrews 2011, Physiotherapy 97(3):182-189',
  url: 'https://pubmed.ncbi.nlm.nih.gov/21820535',
} as const;

const sixMinutes = {
  citation: 'American Thoracic Society 2002, Am J Respir Crit Care Med 166(1):111-117',
  doi: '10.1164/ajrccm.166.1.at1102',
} as const;

const twoMinutes = { citation: 'Butland 1982, Br Med J 284(6329):1607-1608', doi: '10.1136/bmj.284.6329.1607' } as const;

const backward = { citation: 'Carter 2019, J Geriatr Phys Ther 42(4):249-255' } as const;

const stopwatch = { kind: 'seconds', min: 1, max: 600, unit: 's', wording } as const;
const wholeMetres = { kind: 'count', min: 0, unit: 'm', wording } as const;

/** Why a part of a battery has no result: "unable" scores 0, everything else leaves it open. */
const notFinished = {
  kind: 'word',
  words: [
    { value: 'unable', label: 'tried, unable' },
    { value: 'refused', label: 'refused' },
    { value: 'unsafe', label: 'not safe to do' },
    { value: 'technical', label: 'technical failure' },
    { value: 'notDone', label: 'not done' },
  ],
  wording,
  source: sppb,
} as const;

const stance = { kind: 'seconds', min: 0, max: 60, unit: 's', wording, source: fourStage } as const;

export const functionTests = defineInstrument({
  id: 'functionTests',
  title: 'Function tests with stopwatch and chair',
  purpose: 'Results of short tests that a professional timed or counted.',
  answers: [
    { id: 'functionTests.timedUpAndGoS', label: 'Timed Up and Go, seconds by stopwatch', hint: 'Leave it out if the person could not do it.', kind: 'seconds', min: 1, max: 600, unit: 's', wording, source: tug },
    {
      id: 'functionTests.chairStandCount',
      label: '30-second chair stand, number of stands',
      hint: 'Arms crossed. A stand more than half-way up when the 30 s end counts.',
      kind: 'count',
      min: 0,
      max: 60,
      unit: '{stands}',
      wording,
      source: chairStand,
    },
    {
      id: 'functionTests.chairStandHandsUsed',
      label: 'Did the person need the hands to stand up in the chair stand?',
      hint: 'If so, the test stops and the score is 0.',
      kind: 'yesNo',
      wording,
      source: chairStand,
    },
    { id: 'functionTests.sideBySideStanceS', label: 'Feet side by side, seconds held', hint: 'Stop at 10 s. Enter 0 if it could not be held.', ...stance },
    { id: 'functionTests.semiTandemStanceS', label: 'Semi-tandem stance, seconds held', hint: 'Stop at 10 s. Enter 0 if it could not be held.', ...stance },
    { id: 'functionTests.tandemStanceS', label: 'Tandem stance, seconds held', hint: 'One foot straight in front of the other, heel to toe. Stop at 10 s. Enter 0 if it could not be held.', ...stance },
    { id: 'functionTests.oneLegStanceS', label: 'One-leg stance, seconds held', hint: 'Stop at 10 s. Enter 0 if it could not be held.', ...stance },
    { id: 'functionTests.fiveChairStandsS', label: 'Five chair stands, seconds by stopwatch', hint: 'Arms crossed, as fast as possible, until the fifth time fully upright. Leave it out if five were not finished without hands.', ...stopwatch, source: sppb },
    { id: 'functionTests.fiveChairStandsOutcome', label: 'If five chair stands were not finished: why', ...notFinished },
    { id: 'functionTests.fourMetreWalkS', label: 'Walk over 4 m at usual pace, seconds by stopwatch', hint: 'From a standing start, until the first foot is over the line.', ...stopwatch, source: sppb },
    { id: 'functionTests.threeMetreWalkS', label: 'Walk over 3 m at usual pace, seconds by stopwatch', hint: 'Only where there is no room for 4 m: it has a table of its own.', ...stopwatch, source: sppb },
    { id: 'functionTests.shortWalkOutcome', label: 'If the walk over 4 m or 3 m was not finished: why', ...notFinished },
    { id: 'functionTests.tenMetreWalkS', label: 'Walk over 10 m with a run-up, seconds by stopwatch', hint: 'Only the 10 m in the middle, at usual pace.', ...stopwatch, source: runUp },
    { id: 'functionTests.twoMinuteWalkM', label: 'Two-minute walk, metres', hint: 'Measured on the ground: whole lengths of the course and the rest.', ...wholeMetres, max: 500, source: twoMinutes },
    { id: 'functionTests.sixMinuteWalkM', label: 'Six-minute walk, metres', hint: 'Measured on the ground: whole lengths of the course and the rest.', ...wholeMetres, max: 1500, source: sixMinutes },
    { id: 'functionTests.backwardWalkS', label: 'Walk backwards over 3 m, seconds by stopwatch', ...stopwatch, source: backward },
  ],
});
