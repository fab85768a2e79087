/** Half-open range of samples [start, end) on a recording's grid. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Half-open range of seconds from the recording's start. */
export interface TimeSpan {
  readonly startS: number;
  readonly endS: number;
}
