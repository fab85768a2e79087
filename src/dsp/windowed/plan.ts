/** The one plan of the windowed analysis: everything in samples at 100 Hz. docs/adr/0021-windowed.md says why these. */
export const SAMPLE_RATE_HZ = 100;
/** A window is ten hops, and there is one a hop: 10 s, one a second. */
export const HOP = 100;
export const HOPS_PER_WINDOW = 10;
export const WINDOW = HOP * HOPS_PER_WINDOW;

/** Filter and tilt work on a minute at a time, counted from the recording's start. */
export const BLOCK = 60 * SAMPLE_RATE_HZ;
/** What varies less than this, m/s², does not vary: it is rounding. */
export const LEAST_SD = 1e-8;

/** Zero-phase low-pass: Butterworth, order each way. */
export const FILTER_ORDER = 4;
export const CUTOFF_HZ = 20;
/** The backward run starts this far behind its block: by then a start in the wrong state has died away to the last bit. */
export const LOOK_AHEAD = 100;

/** Welch: Hann windows half overlapping, on a grid counted from the recording's start, so that analysis windows share them. */
export const SEGMENT = 256;
export const SEGMENT_HOP = 128;

export const LONGEST_LAG = 300;
/** Longer than the lags of a hop with the three behind it, from -99 to 399: nothing wraps onto what is read. */
export const LAG_TRANSFORM = 512;

/** Ten odd harmonics of the stride and ten even ones. */
export const HARMONICS = 20;

/** Scale of the wavelet, and how far it reaches to either side: 91 taps. */
export const SCALE = 9;
export const REACH = 45;
/** Room for a quarter of a block with the margins of both passes. */
export const WAVELET_TRANSFORM = 2048;
