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
  ],
});
