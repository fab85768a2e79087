import { text } from '../words/text.ts';

const SIZE = { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': true } as const;

/** The signs of the picture, drawn as the picture draws them. */
export function SignalLegend() {
  return (
    <ul class="legend">
      <li>
        <svg {...SIZE} class="left">
          <circle cx="8" cy="8" r="4.5" />
        </svg>
        {text.signal.leftContact}
      </li>
      <li>
        <svg {...SIZE} class="right">
          <path d="M8 2 L13.5 12.5 L2.5 12.5 Z" />
        </svg>
        {text.signal.rightContact}
      </li>
      <li>
        <svg {...SIZE} class="hollow">
          <circle cx="8" cy="8" r="4.5" />
        </svg>
        {text.signal.doubtful}
      </li>
      <li>
        <svg {...SIZE} class="walking">
          <rect x="0" y="2" width="16" height="12" class="tint" />
          <rect x="0" y="2" width="16" height="2.5" />
        </svg>
        {text.signal.walking}
      </li>
      <li>
        <svg {...SIZE} class="turn">
          <rect x="0" y="2" width="16" height="12" class="tint" />
          <path d="M0 14 L12 2 M6 14 L16 4 M0 8 L6 2" class="stroke" />
        </svg>
        {text.signal.turn}
      </li>
      <li>
        <svg {...SIZE} class="gap">
          <rect x="0" y="2" width="16" height="12" class="tint" />
          <path d="M0 6 L4 2 M0 10 L8 2 M0 14 L12 2 M4 14 L16 2 M8 14 L16 6 M12 14 L16 10" class="stroke" />
        </svg>
        {text.signal.gap}
      </li>
    </ul>
  );
}
