import type { JSX } from 'preact';
import { text } from '../words/text.ts';
import type { SignalEvents } from './events.ts';
import { isDoubtful } from './events.ts';

const SIZE = { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': true } as const;

const signs = {
  left: <circle cx="8" cy="8" r="4.5" />,
  right: <path d="M8 2 L13.5 12.5 L2.5 12.5 Z" />,
  unknown: <rect x="3.5" y="3.5" width="9" height="9" />,
  hollow: <circle cx="8" cy="8" r="4.5" />,
  walking: (
    <>
      <rect x="0" y="2" width="16" height="12" class="tint" />
      <rect x="0" y="2" width="16" height="2.5" />
    </>
  ),
  turn: (
    <>
      <rect x="0" y="2" width="16" height="12" class="tint" />
      <path d="M0 14 L12 2 M6 14 L16 4 M0 8 L6 2" class="stroke" />
    </>
  ),
  gap: (
    <>
      <rect x="0" y="2" width="16" height="12" class="tint" />
      <path d="M0 6 L4 2 M0 10 L8 2 M0 14 L12 2 M4 14 L16 2 M8 14 L16 6 M12 14 L16 10" class="stroke" />
    </>
  ),
} satisfies Record<string, JSX.Element>;

/** The signs of the picture, drawn as the picture draws them. A sign that is not in the picture is not explained. */
export function SignalLegend({ events }: { events: SignalEvents }) {
  const has = (side: 'left' | 'right' | null) => events.initialContacts.some((contact) => contact.side === side);
  const entries: readonly (readonly [sign: keyof typeof signs, label: string, shown: boolean])[] = [
    ['left', text.signal.leftContact, has('left')],
    ['right', text.signal.rightContact, has('right')],
    ['unknown', text.signal.contact, has(null)],
    ['hollow', text.signal.doubtful, events.initialContacts.some(isDoubtful)],
    ['walking', text.signal.walking, events.gaitSequences.length > 0],
    ['turn', text.signal.turn, events.turns.length > 0],
    ['gap', text.signal.gap, events.gaps.length > 0],
  ];
  return (
    <ul class="legend">
      {entries
        .filter(([, , shown]) => shown)
        .map(([sign, label]) => (
          <li key={sign}>
            <svg {...SIZE} class={sign}>
              {signs[sign]}
            </svg>
            {label}
          </li>
        ))}
    </ul>
  );
}
