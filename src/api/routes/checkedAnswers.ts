import { AppError } from '../../model/index.ts';
import type { Answers } from '../../model/index.ts';
import { validateAnswers } from '../../questionnaires/index.ts';

/** Answers from a request. @param under the field of the body they stand in @throws AppError BAD_INPUT naming the field as the caller sent it */
export function checkedAnswers(raw: unknown, under: string): Answers {
  try {
    return validateAnswers(raw);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { field } = error.where;
    throw new AppError(error.code, error.message, { field: field === undefined || field === 'answers' ? under : `${under}.${field}` }, { cause: error });
  }
}
