/** The stretch of time that is shown, seconds from the recording's start. */
export interface View {
  readonly fromS: number;
  readonly toS: number;
}

/** Closer than this a step no longer fits into the view. */
export const CLOSEST_S = 0.5;

/** The view moved and, if need be, shortened so that it lies within `whole`. */
export function within(view: View, whole: View): View {
  const length = Math.min(Math.max(view.toS - view.fromS, Math.min(CLOSEST_S, whole.toS - whole.fromS)), whole.toS - whole.fromS);
  const fromS = Math.min(Math.max(view.fromS, whole.fromS), whole.toS - length);
  return { fromS, toS: fromS + length };
}

/** Length times `factor`; the time `aroundS` keeps its place on the screen. */
export function zoomed(view: View, factor: number, aroundS: number, whole: View): View {
  const centre = Math.min(Math.max(aroundS, view.fromS), view.toS);
  // Clamped before it is placed, so that the centre stays where it is at the closest zoom too.
  const length = Math.max((view.toS - view.fromS) * factor, CLOSEST_S);
  const share = (centre - view.fromS) / (view.toS - view.fromS);
  const fromS = centre - share * length;
  return within({ fromS, toS: fromS + length }, whole);
}

/** Moved by a share of its own length, positive to later times. */
export function moved(view: View, share: number, whole: View): View {
  const byS = (view.toS - view.fromS) * share;
  return within({ fromS: view.fromS + byS, toS: view.toS + byS }, whole);
}

/** The same length, moved just far enough that `timeS` is in it. */
export function showing(view: View, timeS: number, whole: View): View {
  if (timeS < view.fromS) return within({ fromS: timeS, toS: timeS + view.toS - view.fromS }, whole);
  if (timeS > view.toS) return within({ fromS: timeS - (view.toS - view.fromS), toS: timeS }, whole);
  return view;
}

/** Long recordings are loaded in parts of this length. */
export const PART_S = 300;

/** The parts a recording is shown in; a short rest is no part of its own. */
export function partsOf(durationS: number): View[] {
  const count = Math.max(1, Math.round(durationS / PART_S));
  return Array.from({ length: count }, (_, i) => ({ fromS: i * PART_S, toS: i === count - 1 ? durationS : (i + 1) * PART_S }));
}
