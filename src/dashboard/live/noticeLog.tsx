import { capital, wordOf } from '../words/lists.ts';
import { clock, live } from '../words/live.ts';
import type { Notice } from './feed.ts';

const logs = {
  problem: { title: live.notices.problems, none: live.notices.noProblems, urgency: 'assertive' },
  note: { title: live.notices.notes, none: live.notices.none, urgency: 'polite' },
} as const;

/** One of two logs, the newest first: problems are read out at once, notes when there is time. */
export function NoticeLog({ notices, severity }: { notices: readonly Notice[]; severity: Notice['severity'] }) {
  const { title, none, urgency } = logs[severity];
  const shown = notices.filter((notice) => notice.severity === severity).reverse();
  const titleId = `live-${severity}-title`;
  return (
    <section class="panel log" data-severity={severity} data-empty={shown.length === 0}>
      <h2 id={titleId}>{title}</h2>
      {shown.length === 0 && <p class="quiet">{none}</p>}
      {/* There from the start, so that what comes is announced; focusable, so that a long log can be scrolled by keyboard. */}
      <div role="log" aria-live={urgency} aria-relevant="additions" aria-labelledby={titleId} tabIndex={shown.length > 0 ? 0 : undefined}>
        <ul>
          {shown.map((notice) => (
            <li key={notice.key} data-code={notice.code}>
              <span class="when">{clock(notice.timeS)}</span>
              {notice.site !== null && <strong>{capital(wordOf(notice.site))}: </strong>}
              {notice.message}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
