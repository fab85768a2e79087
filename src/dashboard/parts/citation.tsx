import type { Source } from '../../model/source.ts';

/** A citation with its place and a link to the paper. */
export function Citation({ source }: { source: Source }) {
  const href = source.doi !== undefined ? `https://doi.org/${source.doi}` : source.url;
  const place = source.place === undefined ? '' : `, ${source.place}`;
  return (
    <cite>
      {source.citation}
      {place}
      {href !== undefined && (
        <>
          {'. '}
          <a href={href} target="_blank" rel="noreferrer noopener">
            {source.doi !== undefined ? `doi:${source.doi}` : href}
          </a>
        </>
      )}
    </cite>
  );
}
