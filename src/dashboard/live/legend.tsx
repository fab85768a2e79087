import { live } from '../words/live.ts';
import { LINES } from './tracePlot.tsx';

const SIZE = { height: 16, 'aria-hidden': true } as const;

/** Lines and signs of the pictures, drawn as they draw them. */
export function TraceLegend() {
  return (
    <ul class="legend" aria-label={live.traces.legend}>
      {LINES.map(({ axis, dash }) => (
        <li key={axis}>
          <svg {...SIZE} width={28} viewBox="0 0 28 16" class={`line ${axis}`}>
            <path d="M0 8 L28 8" stroke-dasharray={dash.join(' ')} />
          </svg>
          {axis}
        </li>
      ))}
      <li>
        <svg {...SIZE} width={16} viewBox="0 0 16 16" class="left">
          <circle cx="8" cy="8" r="4.5" />
        </svg>
        {live.traces.contact.left}
      </li>
      <li>
        <svg {...SIZE} width={16} viewBox="0 0 16 16" class="right">
          <path d="M8 2 L13.5 12.5 L2.5 12.5 Z" />
        </svg>
        {live.traces.contact.right}
      </li>
      <li>
        <svg {...SIZE} width={16} viewBox="0 0 16 16" class="unknown">
          <rect x="3.5" y="3.5" width="9" height="9" />
        </svg>
        {live.traces.contact.unknown}
      </li>
    </ul>
  );
}
