export { changeOf, type Earlier } from './change.ts';
export { whyNotComparable, type Taken as TakenValue } from './comparable.ts';
export { changingAnswers, outcomeOf } from './limits.ts';
