import type uPlot from 'uplot';
import type { TimeSpan } from '../../model/span.ts';
import type { Contact, SignalEvents } from './events.ts';
import { isDoubtful } from './events.ts';
import type { Colours } from './theme.ts';

/** Left, right and middle differ in shape as well as in colour. */
function outline(ctx: CanvasRenderingContext2D, side: Contact['side'], x: number, y: number, r: number): void {
  ctx.beginPath();
  if (side === 'left') {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  } else if (side === 'right') {
    ctx.moveTo(x, y - r * 1.35);
    ctx.lineTo(x + r * 1.25, y + r);
    ctx.lineTo(x - r * 1.25, y + r);
  } else {
    ctx.rect(x - r, y - r, 2 * r, 2 * r);
  }
  ctx.closePath();
}

function hatch(ctx: CanvasRenderingContext2D, box: { x: number; y: number; w: number; h: number }, stepPx: number, colour: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.x, box.y, box.w, box.h);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  // From a common origin, so that neighbouring bands have one pattern.
  for (let x = Math.floor((box.x - box.h) / stepPx) * stepPx; x < box.x + box.w; x += stepPx) {
    ctx.moveTo(x, box.y + box.h);
    ctx.lineTo(x + box.h, box.y);
  }
  ctx.stroke();
  ctx.restore();
}

/** Bands behind the trace: walking is plain with a bar on top, turns are hatched, gaps are hatched closely. */
export function drawBands(plot: uPlot, events: SignalEvents, colours: Colours): void {
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  const boxOf = (span: TimeSpan) => {
    const left = Math.max(plot.valToPos(span.startS, 'x', true), bbox.left);
    const right = Math.min(plot.valToPos(span.endS, 'x', true), bbox.left + bbox.width);
    return { x: left, y: bbox.top, w: right - left, h: bbox.height };
  };
  ctx.save();
  for (const span of events.gaitSequences) {
    const box = boxOf(span);
    if (box.w <= 0) continue;
    ctx.globalAlpha = 0.1;
    ctx.fillStyle = colours.walking;
    ctx.fillRect(box.x, box.y, box.w, box.h);
    ctx.globalAlpha = 1;
    ctx.fillRect(box.x, box.y, box.w, 2 * px);
  }
  for (const [spans, colour, step] of [[events.turns, colours.turn, 9 * px], [events.gaps, colours.gap, 4 * px]] as const) {
    for (const span of spans) {
      const box = boxOf(span);
      if (box.w <= 0) continue;
      ctx.globalAlpha = 0.18;
      ctx.fillStyle = colour;
      ctx.fillRect(box.x, box.y, box.w, box.h);
      ctx.globalAlpha = 0.6;
      hatch(ctx, box, step, colour);
    }
  }
  ctx.restore();
}

/** Contacts as markers on the trace, and as fine lines where there is room for them. */
export function drawContacts(plot: uPlot, contacts: readonly Contact[], colours: Colours, valueOf: ((timeS: number) => number | null) | null): void {
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  const { min, max } = plot.scales.x ?? {};
  if (typeof min !== 'number' || typeof max !== 'number') return;
  const shown = contacts.filter((contact) => contact.timeS >= min && contact.timeS <= max);
  const roomPx = shown.length === 0 ? Infinity : bbox.width / px / shown.length;
  const radius = (roomPx < 9 ? 2.2 : roomPx < 16 ? 3.2 : 4.5) * px;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const contact of shown) {
    const x = plot.valToPos(contact.timeS, 'x', true);
    const colour = contact.side === 'left' ? colours.left : contact.side === 'right' ? colours.right : colours.quiet;
    ctx.strokeStyle = colour;
    if (roomPx >= 16) {
      ctx.globalAlpha = 0.45;
      ctx.lineWidth = px;
      ctx.setLineDash(contact.side === 'right' ? [4 * px, 3 * px] : []);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    }
    if (!valueOf) continue;
    const value = valueOf(contact.timeS);
    const y = value === null ? bbox.top + bbox.height / 2 : plot.valToPos(value, 'y', true);
    outline(ctx, contact.side, x, y, radius);
    ctx.lineWidth = 1.5 * px;
    ctx.fillStyle = isDoubtful(contact) ? colours.paper : colour;
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

/** Moments that were marked: a line over the whole height with its word. */
export function drawMarks(plot: uPlot, marks: readonly { readonly timeS: number; readonly word: string }[], colours: Colours): void {
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  const { min, max } = plot.scales.x ?? {};
  if (typeof min !== 'number' || typeof max !== 'number') return;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colours.ink;
  ctx.lineWidth = 1.5 * px;
  ctx.font = `${11 * px}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.setLineDash([]);
  for (const { timeS, word } of marks.filter((mark) => mark.timeS >= min && mark.timeS <= max)) {
    const x = plot.valToPos(timeS, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(word, x + 3 * px, bbox.top);
  }
  ctx.restore();
}
