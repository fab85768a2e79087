import type { AssessmentView } from '../../api/schemas/assessments.ts';
import type { Circumstances } from '../../model/trial.ts';
import { Facts } from '../parts/facts.tsx';
import { wordOf } from '../words/lists.ts';
import { dateAndTime, withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';

/** Who and when. */
export function AssessmentHead({ assessment }: { assessment: AssessmentView }) {
  const { patient } = assessment;
  return (
    <Facts
      facts={[
        [text.assessment.patient, <a key="patient" href={`/patients/${patient.id}`}>{patient.displayName}</a>],
        ...(patient.externalId === undefined ? [] : [[text.patient.facts.number, patient.externalId] as const]),
        [text.assessment.taken, dateAndTime(assessment.takenAt)],
        [text.assessment.age, assessment.ageYears === undefined ? text.assessment.notKnown : text.assessment.years(assessment.ageYears)],
        ...(patient.sex === undefined ? [] : [[text.patient.facts.sex, wordOf(patient.sex)] as const]),
        ...(patient.heightCm === undefined ? [] : [[text.patient.facts.height, withUnit(patient.heightCm, 0, 'cm')] as const]),
      ]}
    />
  );
}

/** What changes a result, as far as it was noted: "cane; shoes; supervised". */
export function circumstancesInWords(noted: Circumstances): string {
  const { words } = text.circumstances;
  const parts = [
    noted.courseLengthM === undefined ? null : words.course(withUnit(noted.courseLengthM, 1, 'm')),
    noted.walkingAid === undefined ? null : words.walkingAid(wordOf(noted.walkingAid)),
    noted.footwear === undefined ? null : words.footwear(wordOf(noted.footwear)),
    noted.assistance === undefined ? null : words.assistance(wordOf(noted.assistance)),
    noted.surface === undefined ? null : words.surface(wordOf(noted.surface)),
    noted.eyes === undefined ? null : words.eyes(wordOf(noted.eyes)),
    noted.feet === undefined ? null : words.feet(wordOf(noted.feet)),
    noted.task === undefined ? null : words.task(wordOf(noted.task)),
    noted.direction === undefined ? null : words.direction(wordOf(noted.direction)),
    noted.site === undefined ? null : words.site(wordOf(noted.site)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? text.circumstances.unknown : parts.join('; ');
}
