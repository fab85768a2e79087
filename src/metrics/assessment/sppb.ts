import { defineAssessmentMetric, type Assessed, type AssessmentOutcome } from './define.ts';
import { guralnik1994, perera2006 } from '../sources.ts';
import { sppb } from './battery/sppb.ts';

const common = { version: 1, unit: '{points}', of: 'assessment', digits: 0, better: 'higher', sources: [guralnik1994] } as const;

function part(assessed: Assessed, id: string): AssessmentOutcome | null {
  const found = sppb(assessed)?.parts.find((one) => one.id === id);
  if (found === undefined) return null;
  return found.points === null ? { missing: found.text, n: 0 } : { value: found.points, n: 1 };
}

export const sppbTotal = defineAssessmentMetric({
  ...common,
  id: 'sppb.total',
  label: 'Short Physical Performance Battery',
  definition: 'Points for balance in three stances, a walk over 4 m or 3 m and five chair stands, 0 to 4 each; missing while one of them has no result, and 0 for one that was tried in vain.',
  plausible: [0, 12],
  meaningfulChange: perera2006(1),
  compute: (assessed) => {
    const battery = sppb(assessed);
    if (battery === null) return null;
    const { total, text, parts } = battery;
    const n = parts.filter(({ points }) => points !== null).length;
    return total === null ? { missing: text, n } : { value: total, n };
  },
});

export const sppbBalance = defineAssessmentMetric({
  ...common,
  id: 'sppb.balance',
  label: 'Points for balance',
  definition: 'Part of the Short Physical Performance Battery: 1 for feet side by side for 10 s, 1 more for semi-tandem, 1 more for 3 s of tandem, 2 more for 10 s.',
  plausible: [0, 4],
  compute: (assessed) => part(assessed, 'balance'),
});

export const sppbWalk = defineAssessmentMetric({
  ...common,
  id: 'sppb.walk',
  label: 'Points for the walk',
  definition: 'Part of the Short Physical Performance Battery: the time over 4 m or 3 m, each by its own table.',
  plausible: [0, 4],
  compute: (assessed) => part(assessed, 'walk'),
});

export const sppbChair = defineAssessmentMetric({
  ...common,
  id: 'sppb.chair',
  label: 'Points for chair stands',
  definition: 'Part of the Short Physical Performance Battery: the time of five chair stands without hands.',
  plausible: [0, 4],
  compute: (assessed) => part(assessed, 'chair'),
});
