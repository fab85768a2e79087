import type { Feed, Notice } from './feed.ts';
import { capital, wordOf } from '../words/lists.ts';
import { clock, live } from '../words/live.ts';

function Line({ notice }: { notice: Notice }) {
  return (
    <li data-code={notice.code}>
      <span class="when">{clock(notice.timeS)}</span>
      {notice.site !== null && <strong> {capital(wordOf(notice.site))}:</strong>} {notice.message}
    </li>
  );
}

/** Two logs: problems are read out at once, notes when there is time. The newest stands first. */
export function NoticeLog({ feed }: { feed: Feed }) {
  const all = [...feed.notices.value].reverse();
  const log = (severity: Notice['severity'], title: string, none: string, urgency: 'assertive' | 'polite') => {
    const notices = all.filter((notice) => notice.severity === severity);
    return (
      <div class="log" data-severity={severity}>
        <h3 id={`live-${severity}-title`}>{title}</h3>
        {notices.length === 0 && <p class="quiet">{none}</p>}
        {/* There from the start and focusable, so that what comes is announced and a long log can be scrolled by keyboard. */}
        <div role="log" aria-live={urgency} aria-relevant="additions" aria-labelledby={`live-${severity}-title`} tabIndex={notices.length > 0 ? 0 : undefined}>
          <ul>
            {notices.map((notice) => (
              <Line key={notice.key} notice={notice} />
            ))}
          </ul>
        </div>
      </div>
    );
  };
  return (
    <div class="panel logs">
      {log('problem', live.notices.problems, live.notices.noProblems, 'assertive')}
      {log('note', live.notices.notes, live.notices.none, 'polite')}
    </div>
  );
}
