import type { FinalContact, InitialContact } from '../../model/index.ts';

/** Double support that follows a contact, as a share of the stride: mean of eight adults' reference contacts at usual speed. */
const DOUBLE_SUPPORT_SHARE = 0.114;

/**
 * When the other foot leaves the ground: a fixed share of the local stride after each contact.
 * Good to about 11 ms at usual speed, but a fixed share cannot measure double support: none is reported.
 * @param contacts of one bout, in order
 */
export function finalContacts(contacts: readonly InitialContact[]): FinalContact[] {
  const out: FinalContact[] = [];
  for (let k = 0; k < contacts.length; k++) {
    const contact = contacts[k];
    const stride = localStrideSamples(contacts, k);
    if (stride === null) continue;
    const side = contact.side === null ? null : contact.side === 'left' ? 'right' : 'left';
    out.push({ sample: contact.sample + DOUBLE_SUPPORT_SHARE * stride, side });
  }
  return out;
}

function localStrideSamples(contacts: readonly InitialContact[], k: number): number | null {
  const last = contacts.length - 1;
  // Around the contact, behind it, before it; of two contacts one step, doubled.
  if (k > 0 && k < last) return contacts[k + 1].sample - contacts[k - 1].sample;
  if (k + 2 <= last) return contacts[k + 2].sample - contacts[k].sample;
  if (k >= 2) return contacts[k].sample - contacts[k - 2].sample;
  return last === 1 ? 2 * (contacts[1].sample - contacts[0].sample) : null;
}
