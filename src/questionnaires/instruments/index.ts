import { fallsHistory } from './fallsHistory.ts';
import { frailty } from './frailty.ts';
import { functionTests } from './functionTests.ts';
import { shortFesI } from './shortFesI.ts';
import { stayIndependent } from './stayIndependent.ts';
import { threeKeyQuestions } from './threeKeyQuestions.ts';

/** Every instrument, in the order of a visit. */
export const instruments = [fallsHistory, threeKeyQuestions, stayIndependent, shortFesI, frailty, functionTests] as const;
