import type { Change, NormResult } from '../../model/comparison.ts';
import { Citation } from '../parts/citation.tsx';
import { date } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import type { Beside } from './beside.ts';
import { tagsOf } from './beside.ts';

export function Tags({ beside }: { beside: Beside }) {
  return (
    <>
      {tagsOf(beside).map(({ words, caution }) => (
        <span key={words} class={caution ? 'tag caution' : 'tag'}>
          {words}
        </span>
      ))}
    </>
  );
}

/** What each norm and cut-off says of one value. */
export function Norms({ norms }: { norms: readonly NormResult[] }) {
  return (
    <>
      {norms.map(({ norm, status, text: sentence, source }) => (
        <p key={norm}>
          <span class={status === 'worse' || status === 'beyond' ? 'tag caution' : 'tag'}>{text.comparison.status[status]}</span> {sentence} <Citation source={source} />
        </p>
      ))}
    </>
  );
}

export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      {changes.map(({ outcome, before, verdict, direction, text: sentence, sources }) => (
        <p key={outcome}>
          <span class={direction === 'worse' ? 'tag caution' : 'tag'}>{text.comparison.changed(text.comparison.verdict[verdict], direction === null ? null : text.comparison.direction[direction])}</span>{' '}
          <a href={`/assessments/${before.assessmentId}`}>{text.comparison.since(date(before.takenAt))}</a> {sentence}{' '}
          {sources.map((source) => (
            <Citation key={source.citation} source={source} />
          ))}
        </p>
      ))}
    </>
  );
}
