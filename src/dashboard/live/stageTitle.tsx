import { useEffect, useRef } from 'preact/hooks';

/** Heading of a stage of the page. It takes the focus when the stage begins: what had it is gone. */
export function StageTitle({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || !activeElement.isConnected) heading.current?.focus();
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} class="stageTitle">
      {title}
    </h2>
  );
}
