import type { ComponentChildren } from 'preact';

/** `wide` takes the room of two. */
export type Fact = readonly [label: string, value: ComponentChildren, width?: 'wide'];

/** Label and value pairs. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(([label, value, width]) => (
        <div key={label} class={width}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
