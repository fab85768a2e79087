import type { Walking } from '../../dsp/gait/walking.ts';
import type { BodyFrame } from '../../dsp/orientation/bodyFrame.ts';
import type { SensorSeries } from '../../dsp/series.ts';
import type { TestReading } from '../../metrics/index.ts';
import type { AnalysisDocument, Finding, Participant } from '../../model/index.ts';
import type { Mark, Protocol, Reading } from '../../protocols/index.ts';

/** A mark on the recording's grid. */
export interface MarkedSample {
  readonly type: Mark;
  readonly sample: number;
}

export interface TestInput {
  readonly protocol: Protocol;
  /** The whole recording of the lower back. */
  readonly series: SensorSeries;
  /** What walks in it: a test in which somebody walks builds on it, others are refused where there is too much of it. */
  readonly walking: Walking;
  /** Only marks that the protocol asks for, in order. */
  readonly marks: readonly MarkedSample[];
  readonly participant: Participant | null;
  /** Axis of the case that points forward, where the recording says so of the sensor. */
  readonly forwardAxis: readonly [x: number, y: number, z: number] | null;
}

export interface TestParts extends Pick<AnalysisDocument, 'transfers' | 'stances' | 'phases'> {
  /** Takes the place of the turns found while walking, where a test has turns of its own. */
  readonly turns?: AnalysisDocument['turns'];
}

/** What was read of a test. Times are seconds. */
export interface TestRead {
  /** Null where nothing of the test was found, or it was refused. */
  readonly reading: TestReading | null;
  /** Why there is no number at all: a plain sentence. Null where there is a reading. */
  readonly refused: string | null;
  /** Whether what was recorded can be this test, and what else a therapist must know before accepting it. */
  readonly findings: readonly Finding[];
  readonly parts: TestParts;
  /** Body axes for a picture of the signal, where the test knows them and nobody walks. */
  readonly frame?: BodyFrame;
}

/** Reads one kind of test. Pure: the same input gives the same answer, wherever it runs. */
export interface TestReader {
  readonly reads: Exclude<Reading, 'walk'>;
  read(input: TestInput): TestRead;
}

export const NO_PARTS: TestParts = { transfers: [], stances: [], phases: [] };

/**
 * A recording that is not one of this test is never scored.
 * @param why plain sentence: what it looks like, and what to do
 * @param parts what was found in it all the same: it shows why
 */
export function refuse(why: string, parts: TestParts = NO_PARTS): TestRead {
  return { reading: null, refused: why, findings: [{ code: 'WRONG_RECORDING', severity: 'problem', message: why }], parts };
}
