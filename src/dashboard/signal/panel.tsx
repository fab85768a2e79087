import type { ReadonlySignal } from '@preact/signals';
import { useSignalEffect } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import type { SignalTraces } from '../../model/analysis.ts';
import { decimal } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import { drawBands, drawContacts } from './draw.ts';
import type { SignalEvents } from './events.ts';
import type { Drawing } from './plot.tsx';
import { axis, Plot } from './plot.tsx';
import type { Colours } from './theme.ts';
import type { TraceName } from './traces.ts';
import { columnOf, rangeOf, timesOf, valueAt } from './traces.ts';
import type { View } from './view.ts';

const HEIGHT = 118;
const TIME_AXIS = 34;
const Y_AXIS = 46;

interface PanelProps {
  readonly name: TraceName;
  readonly traces: SignalTraces;
  readonly events: SignalEvents;
  readonly view: ReadonlySignal<View>;
  readonly cursorS: ReadonlySignal<number>;
  /** The lowest panel carries the times. */
  readonly withTimes: boolean;
  readonly onView: (view: View) => void;
  readonly onWhole: () => void;
  readonly onCursor: (timeS: number) => void;
}

/** One trace with its bands and contacts. View and cursor are shared by all panels. */
export function SignalPanel({ name, traces, events, view, cursorS, withTimes, onView, onWhole, onCursor }: PanelProps) {
  const plot = useRef<uPlot | null>(null);

  const showCursor = useCallback((timeS: number) => {
    const current = plot.current;
    if (current && current.status === 1) current.setCursor({ left: current.valToPos(timeS, 'x'), top: current.over.clientHeight / 2 }, false);
  }, []);

  // Signals, not state: moving the cursor must not build the panel anew.
  useSignalEffect(() => {
    plot.current?.setScale('x', { min: view.value.fromS, max: view.value.toS });
    const timeS = cursorS.value;
    // uPlot takes a new scale over in a microtask of its own; only then is there a place for the time.
    queueMicrotask(() => showCursor(timeS));
  });

  const draw = (colours: Colours): Drawing => {
    const column = columnOf(traces, name) ?? [];
    const { fromS, toS } = view.peek();
    let underPointer = false;
    return {
      data: [timesOf(traces), column as (number | null)[]],
      options: {
        height: withTimes ? HEIGHT + TIME_AXIS : HEIGHT,
        legend: { show: false },
        padding: [8, 8, withTimes ? 0 : 8, 0],
        scales: { x: { time: false, min: fromS, max: toS }, y: { range: rangeOf(column) } },
        axes: [
          axis(colours, { show: withTimes, size: TIME_AXIS, values: (_, times) => times.map((time) => `${Number(time.toFixed(2))} s`) }),
          axis(colours, { size: Y_AXIS, space: 28, values: (_, values) => values.map((value) => decimal(value, Number.isInteger(value) ? 0 : 1)) }),
        ],
        series: [{}, { stroke: colours.trace, width: 1.25, points: { show: false } }],
        cursor: {
          y: false,
          points: { size: 7, width: 1.5, fill: colours.paper, stroke: colours.trace },
          drag: { x: true, y: false, setScale: false },
          bind: {
            dblclick: () => () => {
              onWhole();
              return null;
            },
          },
        },
        hooks: {
          ready: [
            (made) => {
              made.over.addEventListener('pointerenter', () => (underPointer = true));
              made.over.addEventListener('pointerleave', () => (underPointer = false));
            },
          ],
          setCursor: [
            (made) => {
              const { left } = made.cursor;
              if (underPointer && left !== undefined && left >= 0) onCursor(made.posToVal(left, 'x'));
            },
          ],
          setSelect: [
            (made) => {
              const { left, width } = made.select;
              made.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              // A click is no drag.
              if (width >= 4) onView({ fromS: made.posToVal(left, 'x'), toS: made.posToVal(left + width, 'x') });
            },
          ],
          drawClear: [(made) => drawBands(made, events, colours)],
          draw: [(made) => drawContacts(made, events.initialContacts, colours, name === 'yaw' || name === 'ml' ? null : (timeS) => valueAt(traces, name, timeS))],
        },
      },
    };
  };

  const label = text.signal.panels[name];
  return (
    <div class="signalPanel">
      <p class="panelTitle" aria-hidden="true">
        {label}, {name === 'yaw' ? text.signal.rate : text.signal.acc} <span class="quiet">{text.signal.hints[name]}</span>
      </p>
      <Plot
        label={text.signal.panel(label)}
        draw={draw}
        inputs={[traces, events, name]}
        onPlot={(made) => {
          plot.current = made;
          if (made) queueMicrotask(() => showCursor(cursorS.peek()));
        }}
      />
    </div>
  );
}
