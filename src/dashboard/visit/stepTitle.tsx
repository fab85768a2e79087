import { useEffect, useRef } from 'preact/hooks';

/** Heading of a stage of the visit. It takes the focus when the stage changes, so that whoever reads or types is where the visit is. */
export function StepTitle({ title, focus }: { title: string; focus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
    // Only when the stage begins.
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} class="stageTitle">
      {title}
    </h2>
  );
}
