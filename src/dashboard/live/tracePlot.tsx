import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import type { ContactEvent, MarkEvent } from '../../model/live.ts';
import { drawContacts, drawMarks } from '../signal/draw.ts';
import type { Drawing } from '../signal/plot.tsx';
import { axis, Plot } from '../signal/plot.tsx';
import type { Colours } from '../signal/theme.ts';
import { live } from '../words/live.ts';
import { decimal } from '../words/numbers.ts';
import { onFrames } from './frames.ts';
import type { TraceBuffer } from './traceBuffer.ts';
import { limitOf, SHOWN_S } from './traceBuffer.ts';

const HEIGHT = 132;

/** Lines differ in pattern as well as in colour: dashes in pixels, the first one solid. */
export const LINES = [
  { axis: 'x', colour: 'trace', dash: [] },
  { axis: 'y', colour: 'walking', dash: [7, 4] },
  { axis: 'z', colour: 'turn', dash: [2, 3] },
] as const satisfies readonly { axis: 'x' | 'y' | 'z'; colour: keyof Colours; dash: readonly number[] }[];

interface Props {
  readonly label: string;
  readonly buffer: TraceBuffer;
  /** Contacts that this sensor saw. */
  readonly contacts: () => readonly ContactEvent[];
  /** Moments that were marked. */
  readonly marks: () => readonly MarkEvent[];
  /** The newest time of all sensors, s: the right edge of every picture. */
  readonly newestS: () => number;
  readonly held: ReadonlySignal<boolean>;
}

/** The last ten seconds of one sensor, drawn anew when something came. */
export function TracePlot({ label, buffer, contacts, marks, newestS, held }: Props) {
  const plot = useRef<uPlot | null>(null);
  const data = [buffer.times, buffer.x, buffer.y, buffer.z] as uPlot.AlignedData;
  const edges = () => {
    const to = Math.max(newestS(), SHOWN_S);
    return { min: to - SHOWN_S, max: to };
  };

  useEffect(() => {
    let drawn = -1;
    let drawnTo = -1;
    return onFrames(() => {
      const { min, max } = edges();
      if (!plot.current || held.peek() || (drawn === buffer.version && drawnTo === max)) return;
      [drawn, drawnTo] = [buffer.version, max];
      plot.current.setData(data, false);
      plot.current.setScale('x', { min, max });
    });
  }, [buffer]);

  const draw = (colours: Colours): Drawing => ({
    data,
    options: {
      height: HEIGHT,
      legend: { show: false },
      padding: [8, 16, 0, 0],
      cursor: { show: false },
      scales: {
        x: { time: false, ...edges() },
        y: {
          range: () => {
            const limit = limitOf([buffer.x, buffer.y, buffer.z]);
            return [-limit, limit];
          },
        },
      },
      axes: [
        axis(colours, { size: 28, space: 60, values: (_, times) => times.map((time) => `${decimal(time, 0)} s`) }),
        axis(colours, { size: 40, space: 28, values: (_, values) => values.map((value) => decimal(value, 0)) }),
      ],
      series: [{}, ...LINES.map(({ colour, dash }) => ({ stroke: colours[colour], width: 1.25, dash: [...dash], points: { show: false } }))],
      hooks: {
        draw: [(made) => {
          drawContacts(made, contacts(), colours, () => null);
          drawMarks(made, marks().map(({ timeS, mark }) => ({ timeS, word: live.marks[mark] })), colours);
        }],
      },
    },
  });

  return <Plot label={label} draw={draw} inputs={[buffer]} onPlot={(made) => (plot.current = made)} />;
}
