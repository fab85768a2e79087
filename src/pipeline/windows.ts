import { cross } from '../dsp/orientation/vector.ts';
import type { BodyFrame } from '../dsp/orientation/bodyFrame.ts';
import { HOP, HOPS_PER_WINDOW, SAMPLE_RATE_HZ } from '../dsp/windowed/plan.ts';
import { WindowedAnalysis, type WindowFindings } from '../dsp/windowed/windowedAnalysis.ts';
import type { ReadOptions, RecordingReader, Site } from '../model/index.ts';
import { analyseSection } from './section.ts';
import { sections } from './sections.ts';

export { SAMPLE_RATE_HZ as WINDOW_RATE_HZ } from '../dsp/windowed/plan.ts';

/** So much walking tells a sensor's forward axis well, s. */
const ENOUGH_WALKING_S = 60;

/**
 * Where forward and up lie in a sensor at the lower back: as in the first section with a minute of walking, else in the one with the most.
 * @returns null where nothing in the recording walks
 */
export async function wornFrame(reader: RecordingReader, site: Site, options: ReadOptions): Promise<BodyFrame | null> {
  const { sampleRateHz } = reader.header;
  let best: { readonly frame: BodyFrame; readonly walked: number } | null = null;
  for await (const section of sections(reader, [site], site, options)) {
    const { walking } = analyseSection(section, { sampleRateHz, lowerBack: site, legLengthM: null, trunkMetrics: [], traces: false, test: null }).joined;
    if (!walking?.frame) continue;
    const walked = walking.bouts.reduce((sum, { start, end }) => sum + end - start, 0);
    if (best === null || walked > best.walked) best = { frame: walking.frame, walked };
    if (walked >= ENOUGH_WALKING_S * sampleRateHz) break;
  }
  return best && best.frame;
}

/** A window of ten seconds. */
export interface RecordingWindow {
  readonly startS: number;
  /** Seconds of it that the recording does not have. */
  readonly lostS: number;
  /** Used again for the next window: copy what is to last. Null where too much is missing. */
  readonly findings: WindowFindings | null;
}

/** A stretch of a sensor's acceleration at 100 Hz, gaps bridged and marked. */
export interface WindowSamples {
  readonly length: number;
  /** x, y, z in m/s². */
  readonly acc: readonly [Float64Array, Float64Array, Float64Array];
  readonly lost: Uint8Array;
}

/** A window that lacks more shows the straight line that bridges the gap, s. */
const MOST_LOST_S = 0.2;
/** Hops whose losses are remembered, a power of two: windows come up to a minute late. */
const REMEMBERED = 256;

/**
 * Windows of ten seconds, one a second, of a recording of any length (dsp/windowed). Constant memory; the same bits for any cutting.
 * @param frame where the body's axes lie in the sensor
 */
export class RecordingWindows {
  readonly #directions: readonly (readonly [number, number, number])[];
  readonly #body: Float64Array[] = [];
  readonly #lost = new Uint16Array(REMEMBERED);
  readonly #analysis: WindowedAnalysis;
  #samples = 0;

  constructor({ forward, up }: BodyFrame, onWindow: (window: RecordingWindow) => void) {
    this.#directions = [forward, up, cross(forward, up)];
    this.#analysis = new WindowedAnalysis((findings) => {
      const first = findings.startSample / HOP;
      let lost = 0;
      for (let hop = first; hop < first + HOPS_PER_WINDOW; hop++) lost += this.#lost[hop & (REMEMBERED - 1)];
      const lostS = lost / SAMPLE_RATE_HZ;
      onWindow({ startS: first * (HOP / SAMPLE_RATE_HZ), lostS, findings: lostS > MOST_LOST_S ? null : findings });
    });
  }

  push({ acc: [x, y, z], lost, length }: WindowSamples): void {
    const body = this.#directions.map(([dx, dy, dz], axis) => {
      if (!(this.#body[axis]?.length >= length)) this.#body[axis] = new Float64Array(length);
      const out = this.#body[axis];
      for (let i = 0; i < length; i++) out[i] = x[i] * dx + y[i] * dy + z[i] * dz;
      return out.subarray(0, length);
    });
    for (let i = 0; i < length; i++) {
      const [hop, within] = [Math.floor((this.#samples + i) / HOP) & (REMEMBERED - 1), (this.#samples + i) % HOP];
      if (within === 0) this.#lost[hop] = 0;
      this.#lost[hop] += lost[i];
    }
    this.#samples += length;
    this.#analysis.push(body[0], body[1], body[2]);
  }

  finish(): void {
    this.#analysis.finish();
  }
}
