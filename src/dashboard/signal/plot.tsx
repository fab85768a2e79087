import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Colours } from './theme.ts';
import { coloursNow, onThemeChange } from './theme.ts';

export interface Drawing {
  readonly options: Omit<uPlot.Options, 'width'>;
  readonly data: uPlot.AlignedData;
}

interface PlotProps {
  /** The picture in words. */
  readonly label: string;
  readonly draw: (colours: Colours) => Drawing;
  /** Told about every plot that is made, and null when it is gone. */
  readonly onPlot?: (plot: uPlot | null) => void;
  /** The drawing is made anew when one of these changes. */
  readonly inputs: readonly unknown[];
}

/** One uPlot as wide as its place, redrawn when the colours change. */
export function Plot({ label, draw, onPlot, inputs }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = place.current;
    if (!host) return undefined;
    let plot: uPlot | null = null;
    const make = () => {
      plot?.destroy();
      const { options, data } = draw(coloursNow());
      plot = new uPlot({ ...options, width: Math.max(host.clientWidth, 200) }, data, host);
      onPlot?.(plot);
    };
    make();
    const stop = onThemeChange(make);
    const observer = new ResizeObserver(() => {
      if (plot && host.clientWidth > 0 && host.clientWidth !== plot.width) plot.setSize({ width: host.clientWidth, height: plot.height });
    });
    observer.observe(host);
    return () => {
      observer.disconnect();
      stop();
      onPlot?.(null);
      plot?.destroy();
    };
  }, [...inputs]);
  return <div ref={place} class="plot" role="img" aria-label={label} />;
}

const FONT = '12px system-ui, sans-serif';

/** An axis in the page's own colours and letters. */
export function axis(colours: Colours, more: uPlot.Axis): uPlot.Axis {
  return { stroke: colours.quiet, font: FONT, grid: { stroke: colours.line, width: 1 }, ticks: { stroke: colours.line, width: 1, size: 4 }, ...more };
}
