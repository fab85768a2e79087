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
  for (const [k, contact] of contacts.entries()) {
    const stride = localStrideSamples(contacts, k);
    if (stride === null) continue;
    const side = contact.side === null ? null : contact.side === 'left' ? 'right' : 'left';
    out.push({ sample: contact.sample + DOUBLE_SUPPORT_SHARE * stride, side });
  }
  return out;
}

function localStrideSamples(contacts: readonly InitialContact[], k: number): number | null {
  const span = (a: number, b: number) => {
    const from = contacts[a];
    const to = contacts[b];
    return from && to ? to.sample - from.sample : null;
  };
  const single = span(k, k + 1) ?? span(k - 1, k);
  return span(k - 1, k + 1) ?? span(k, k + 2) ?? span(k - 2, k) ?? (single === null ? null : 2 * single);
}
