import { useComputed, useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import type { AnalysisDocument, SignalTraces } from '../../model/analysis.ts';
import { decimal } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import { eventsIn, summaryOf, wordsAt } from './events.ts';
import { EventTable } from './eventTable.tsx';
import { SignalLegend } from './legend.tsx';
import { SignalPanel } from './panel.tsx';
import { columnOf, endOf, gapsOf, TRACES, valueAt } from './traces.ts';
import type { View } from './view.ts';
import { moved, showing, within, zoomed } from './view.ts';

/** The loaded part of the signal: four panels, one view, one cursor. */
export function SignalViewer({ traces, document, title }: { traces: SignalTraces; document: AnalysisDocument; title: string }) {
  const whole = useMemo<View>(() => ({ fromS: traces.startS, toS: endOf(traces) }), [traces]);
  const events = useMemo(() => eventsIn({ ...document, gaps: gapsOf(traces) }, whole), [document, traces, whole]);
  const view = useSignal<View>(whole);
  const cursorS = useSignal(whole.fromS);
  const helpId = useId();
  const names = TRACES.filter((name) => columnOf(traces, name) !== null);
  // Whole samples, about 200 of them across the view: quick from afar, sample by sample from close by.
  const sampleS = 1 / traces.sampleRateHz;
  const step = useComputed(() => Math.max(1, Math.round((view.value.toS - view.value.fromS) / 200 / sampleS)) * sampleS);

  const readout = useComputed(() => {
    const timeS = cursorS.value;
    const values = names.map((name) => {
      const value = valueAt(traces, name, timeS);
      const unit = name === 'yaw' ? text.signal.rate : text.signal.acc;
      return { name, label: text.signal.panels[name], shown: value === null ? text.signal.noData : `${decimal(value, name === 'yaw' ? 0 : 1)} ${unit}` };
    });
    return { time: text.signal.at(decimal(timeS, 2)), values, words: wordsAt(events, timeS, step.value / 2) };
  });
  const spoken = useComputed(() => [readout.value.time, ...readout.value.values.map((one) => `${one.label} ${one.shown}`), ...readout.value.words].join(', '));

  const show = (next: View) => (view.value = within(next, whole));
  const moveTo = (timeS: number) => {
    cursorS.value = Math.min(Math.max(timeS, whole.fromS), whole.toS);
    view.value = showing(view.value, cursorS.value, whole);
  };
  const zoom = (factor: number) => {
    const { fromS, toS } = view.value;
    const inside = cursorS.value > fromS && cursorS.value < toS;
    view.value = zoomed(view.value, factor, inside ? cursorS.value : (fromS + toS) / 2, whole);
  };
  const shift = (share: number) => (view.value = moved(view.value, share, whole));
  const nextBout = () => {
    const bout = events.walkingBouts.find((one) => one.startS > view.value.fromS + 1e-6) ?? events.walkingBouts[0];
    if (!bout) return;
    show({ fromS: bout.startS, toS: Math.min(bout.endS, bout.startS + 10) });
    cursorS.value = bout.startS;
  };

  const actions: Readonly<Record<string, () => void>> = {
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    '0': () => show(whole),
    PageUp: () => shift(-0.5),
    PageDown: () => shift(0.5),
  };
  const onKey = (event: KeyboardEvent) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  const button = (label: string, act: () => void) => (
    <button type="button" class="small" onClick={act}>
      {label}
    </button>
  );

  return (
    <figure class="signal" aria-label={text.signal.title}>
      <figcaption>{summaryOf(events, whole)}</figcaption>
      {traces.yaw === null && <p class="quiet">{text.signal.gyroNone}</p>}
      <SignalLegend events={events} />
      <div class="signalTools" role="group" aria-label={text.signal.tools}>
        {button(text.signal.zoomIn, () => zoom(0.5))}
        {button(text.signal.zoomOut, () => zoom(2))}
        {button(text.signal.earlier, () => shift(-0.5))}
        {button(text.signal.later, () => shift(0.5))}
        {button(text.signal.whole, () => show(whole))}
        {events.walkingBouts.length > 0 && button(text.signal.nextBout, nextBout)}
        <span class="quiet" role="status">
          {text.signal.view(decimal(view.value.fromS, 1), decimal(view.value.toS, 1))}
        </span>
      </div>
      <div class="timeCursor">
        <label for={`${helpId}-cursor`}>{text.signal.cursor}</label>
        <input
          id={`${helpId}-cursor`}
          type="range"
          min={whole.fromS}
          max={whole.toS}
          step={step.value}
          value={cursorS.value}
          aria-valuetext={spoken.value}
          aria-describedby={`${helpId}-keys`}
          onInput={(event) => moveTo(event.currentTarget.valueAsNumber)}
          onKeyDown={onKey}
        />
        <p class="quiet hint" id={`${helpId}-keys`}>
          {text.signal.keys}
        </p>
      </div>
      <dl class="readout" aria-hidden="true">
        <div>
          <dt>{text.signal.time}</dt>
          <dd>{readout.value.time}</dd>
        </div>
        {readout.value.values.map((one) => (
          <div key={one.name}>
            <dt>{one.label}</dt>
            <dd>{one.shown}</dd>
          </div>
        ))}
        <div class="readoutWords">
          <dt>{text.signal.event}</dt>
          <dd>{readout.value.words.join(', ') || '–'}</dd>
        </div>
      </dl>
      {names.map((name, i) => (
        <SignalPanel key={name} name={name} traces={traces} events={events} view={view} cursorS={cursorS} withTimes={i === names.length - 1} onView={show} onWhole={() => show(whole)} onCursor={(timeS) => (cursorS.value = timeS)} />
      ))}
      <EventTable events={events} traces={traces} title={title} />
    </figure>
  );
}
