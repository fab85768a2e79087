import { useEffect, useRef } from 'preact/hooks';
import { takeTitleFocus } from '../router.ts';
import { text } from '../words/text.ts';

/** The page's only h1. It takes the focus after a navigation, so that a screen reader starts where the new page does. */
export function PageTitle({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeTitleFocus()) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} – ${text.app.name}`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {title}
    </h1>
  );
}
