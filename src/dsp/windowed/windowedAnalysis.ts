import { BlockFilter, type Samples } from './blockFilter.ts';
import { BodyStream } from './bodyStream.ts';
import { Contacts, countIn } from './contacts.ts';
import { HopSums } from './hopSums.ts';
import { LagSums } from './lagSums.ts';
import { HOP, HOPS_PER_WINDOW, WINDOW } from './plan.ts';
import { SegmentSpectra } from './segmentSpectra.ts';
import { StrideRatios } from './strideRatios.ts';
import { WaveletPasses } from './waveletPasses.ts';
import { openWorkspace } from './workspace.ts';

/** All arrays of an analysis take a little less. */
const BYTES = 2 << 20;

/** One number an axis: forward, up, to the right. Read by name. */
export interface AxisValues {
  ap: number;
  v: number;
  ml: number;
}

/** What a window of 10 s shows. The object and its arrays are used again for the next window: copy what is to last. */
export interface WindowFindings {
  /** First sample of the window. */
  startSample: number;
  /** Frequencies below which half, and 95 %, of the power lies, and the power's centre, Hz; NaN for an axis that does not vary. */
  readonly f50Hz: AxisValues;
  readonly f95Hz: AxisValues;
  readonly centroidHz: AxisValues;
  /** Unbiased autocorrelation, lags 0 to 300 samples; 1 at lag 0, all 0 for a signal that does not vary. */
  readonly autocorrelationV: Float64Array;
  readonly autocorrelationAp: Float64Array;
  initialContacts: number;
  finalContacts: number;
  /** Strides that lie wholly in the window, of both feet. */
  strides: number;
  /** Mean over the strides; NaN without strides. */
  readonly harmonicRatio: AxisValues;
  /** About the window's mean, m/s². */
  readonly rms: AxisValues;
  /** 95 % ellipse of the horizontal acceleration, (m/s²)². */
  ellipseArea: number;
  /** Length of the path of the horizontal acceleration, m/s². */
  path: number;
}

/**
 * Ten-second windows, one a second, over a stream of acceleration at 100 Hz: spectra, autocorrelation, contacts, harmonic ratios, spread.
 *
 * Needs: 100 Hz, gaps bridged, sensor axes that point roughly forward, up and to the right.
 * Steps, each in a file of its own, each done once for what windows share:
 * 1. Minute by minute: zero-phase low-pass, tilt correction (blockFilter), wavelet passes (waveletPasses).
 * 2. Hop by hop: contacts, strides (strideRatios), segments (segmentSpectra), products of lags (lagSums), sums (hopSums).
 * 3. Window by window: the joining of these.
 * All work lies on grids counted from the stream's start, so results are the same bits for any size of the pieces handed in.
 * Nothing is allocated per window. Windows come with up to a minute's delay.
 */
export class WindowedAnalysis {
  readonly #workspace = openWorkspace(BYTES);
  readonly #filter = new BlockFilter(this.#workspace);
  readonly #stream = new BodyStream(this.#workspace);
  readonly #wavelet = new WaveletPasses(this.#workspace);
  readonly #contacts = new Contacts();
  readonly #strides = new StrideRatios();
  readonly #segments = new SegmentSpectra(this.#workspace);
  readonly #lags = new LagSums(this.#workspace, this.#stream);
  readonly #sums = new HopSums(this.#workspace);
  readonly #findings: WindowFindings;
  readonly #onWindow: (findings: WindowFindings) => void;
  #hop = 0;
  #finished = false;

  /** @param onWindow called once a window, in order */
  constructor(onWindow: (findings: WindowFindings) => void) {
    this.#onWindow = onWindow;
    this.#findings = {
      startSample: 0,
      f50Hz: noValues(),
      f95Hz: noValues(),
      centroidHz: noValues(),
      autocorrelationV: this.#lags.v,
      autocorrelationAp: this.#lags.ap,
      initialContacts: 0,
      finalContacts: 0,
      strides: 0,
      harmonicRatio: noValues(),
      rms: noValues(),
      ellipseArea: 0,
      path: 0,
    };
  }

  /**
   * Takes the next samples; any number of them.
   * @param ap, v, ml specific force along the sensor's axes, m/s², equally long
   * @throws RangeError on unequal lengths, on a value that is no number, after `finish`
   */
  push(ap: Samples, v: Samples, ml: Samples): void {
    if (this.#finished) throw new RangeError('the windowed analysis is finished; start another one for another stream');
    if (ap.length !== v.length || ap.length !== ml.length) throw new RangeError(`the three axes need equal lengths, not ${ap.length}, ${v.length} and ${ml.length}`);
    for (let from = 0; from < ap.length; ) {
      const to = Math.min(ap.length, from + this.#filter.room);
      this.#filter.take(ap, v, ml, from, to);
      if (this.#filter.room === 0) this.#block(false);
      from = to;
    }
  }

  /** Analyses what still waits. */
  finish(): void {
    this.#finished = true;
    while (!this.#filter.empty) this.#block(true);
  }

  #block(ending: boolean): void {
    const stream = this.#stream;
    this.#filter.drain(stream);
    const last = ending && this.#filter.empty;
    this.#wavelet.extend(stream, last);
    for (; (this.#hop + 1) * HOP <= stream.end; this.#hop++) {
      const end = (this.#hop + 1) * HOP;
      this.#contacts.extend(stream, this.#wavelet.end, last, end);
      if (this.#contacts.end < end) break;
      this.#strides.add(stream, this.#contacts.initial);
      this.#segments.add(stream, this.#hop);
      this.#lags.add(stream, this.#hop);
      this.#sums.add(stream, this.#hop);
      if (this.#hop + 1 >= HOPS_PER_WINDOW) this.#window(end);
    }
  }

  #window(end: number): void {
    const f = this.#findings;
    const hop = this.#hop;
    this.#sums.join(hop);
    this.#segments.join(hop, this.#sums.rms);
    this.#lags.join(this.#stream, hop, this.#sums.mean, this.#sums.rms);
    this.#strides.join(end);
    f.startSample = end - WINDOW;
    setValues(f.f50Hz, this.#segments.f50Hz);
    setValues(f.f95Hz, this.#segments.f95Hz);
    setValues(f.centroidHz, this.#segments.centroidHz);
    f.initialContacts = countIn(this.#contacts.initial, end);
    f.finalContacts = countIn(this.#contacts.final, end);
    f.strides = this.#strides.strides;
    setValues(f.harmonicRatio, this.#strides.mean);
    setValues(f.rms, this.#sums.rms);
    f.ellipseArea = this.#sums.ellipseArea;
    f.path = this.#sums.path;
    this.#onWindow(f);
  }
}

function noValues(): AxisValues {
  return { ap: 0, v: 0, ml: 0 };
}

function setValues(to: AxisValues, from: Float64Array): void {
  to.ap = from[0];
  to.v = from[1];
  to.ml = from[2];
}
