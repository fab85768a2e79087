import type { InitialContact } from '../../model/index.ts';

/** Two strides of one foot and one of the other. */
const FEWEST_CONTACTS = 5;
/** In step times: a longer silence ends a bout. One lost contact makes two, a turning step one and a half. */
export const LONGEST_STEP = 2.5;

/** Runs of contacts without a longer pause than `longest`, those that are enough for a bout. @param contacts in order @param longest samples */
export function walkedRuns(contacts: readonly InitialContact[], longest: number): InitialContact[][] {
  const runs: InitialContact[][] = [];
  for (let k = 0; k < contacts.length; k++) {
    const contact = contacts[k];
    if (k > 0 && contact.sample - contacts[k - 1].sample <= longest) runs[runs.length - 1].push(contact);
    else runs.push([contact]);
  }
  return runs.filter((run) => run.length >= FEWEST_CONTACTS);
}
