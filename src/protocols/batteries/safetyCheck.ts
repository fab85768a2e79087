/** A question before the first test of a visit. "Yes" stops the visit until the therapist decides. */
export interface SafetyQuestion {
  readonly id: string;
  readonly question: string;
  /** What "yes" means for the tests, in plain words. */
  readonly advice: string;
}

/** Asked before every battery. Our own words; the six weeks are a convention of this software, not a published cut-off. */
export const safetyQuestions = [
  {
    id: 'chestPain',
    question: 'Is there chest pain, breathlessness at rest, or a heartbeat that worries you today?',
    advice: 'Do not test. Let a physician look at it first, at once if it is new.',
  },
  {
    id: 'dizziness',
    question: 'Is there dizziness or light-headedness now, sitting or standing up?',
    advice: 'Let the person sit. Look at blood pressure lying and standing before any test on the feet.',
  },
  {
    id: 'pain',
    question: 'Is there pain that standing, rising or walking makes worse?',
    advice: 'Leave out what hurts. A test done in pain shows the pain, not the balance.',
  },
  {
    id: 'fracture',
    question: 'Was a bone broken, or suspected to be, in the last six weeks?',
    advice: 'Do not load it without the clearance of whoever treats the fracture.',
  },
  {
    id: 'weightBearing',
    question: 'Has somebody told the person not to put full weight on a leg, or not to walk alone?',
    advice: 'Keep to what was told. Ask whoever told it before the tests.',
  },
  {
    id: 'unwell',
    question: 'Is there something new today: a fall since yesterday, new weakness, numbness, confusion, or fever?',
    advice: 'Find out what it is first. New weakness, numbness or confusion needs a physician at once.',
  },
] as const satisfies readonly SafetyQuestion[];

export type SafetyQuestionId = (typeof safetyQuestions)[number]['id'];
