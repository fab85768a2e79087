import type { Participant, Side } from '../../model/index.ts';
import type { Mounting } from '../worn/mounting.ts';

/** Where the walk goes: straight lengths of a course with a 180 degree turn between them. */
export interface Course {
  /** m */
  readonly lengthM: number;
  /** Stop after so many lengths, or at the end of the step that passes so many seconds of walking. */
  readonly until: { readonly lengths: number } | { readonly seconds: number };
  readonly turnDirection: Side | 'alternating';
  /** s, one turn of 180 degrees */
  readonly turnDurationS: number;
}

/** A course within a longer way, in its direction. The clock starts with the first step where it has no run-up, else with the first foot over its start. */
export interface TimedCourse {
  readonly runUpM: number;
  readonly lengthM: number;
}

/** One worn sensor: how it sits and what it adds to the truth. */
export interface WornSensor {
  readonly mounting: Mounting;
  readonly hasGyroscope: boolean;
  /** m/s² on x, y, z */
  readonly accBias: readonly [number, number, number];
  /** deg/s on x, y, z */
  readonly gyrBias: readonly [number, number, number];
  /** micro-g per root Hz; a consumer part has 100 to 200 */
  readonly accNoiseUgPerRootHz: number;
  /** deg/s per root Hz; a consumer part has 0.005 to 0.01 */
  readonly gyrNoiseDegPerSPerRootHz: number;
}

/** Radio loss: whole packets go missing, in bursts. */
export interface LostPackets {
  /** Share of the samples, 0 to 50 */
  readonly lossPct: number;
  readonly samplesPerPacket: number;
  /** Mean number of packets lost in a row, 1 or more */
  readonly meanBurstPackets: number;
}

/** Everything that makes one simulated recording. The same options give the same recording. */
export interface WalkOptions {
  readonly seed: number;
  /** Letters and digits */
  readonly subject: string;
  readonly task: string;
  readonly run?: number;
  readonly ageYears?: number;
  readonly sex?: Participant['sex'];
  readonly massKg?: number;
  readonly heightM: number;
  /** m; from height when absent */
  readonly legLengthM?: number;
  /** 40 to 256 Hz */
  readonly sampleRateHz: number;

  /** m/s, on the straight */
  readonly speedMps: number;
  /** steps/min; from speed and height when absent */
  readonly cadenceSpm?: number;
  /** Coefficient of variation of stride time, % */
  readonly strideTimeCvPct: number;
  /** Share (0 to 1) of the stride-time variance that is new at every step; the rest drifts over strides. */
  readonly stepLevelShare: number;
  /** (left - right) / mean of step time, %. A step has the side of the foot that lands. */
  readonly stepTimeAsymmetryPct: number;
  /** Coefficient of variation of step length, % */
  readonly stepLengthCvPct: number;
  readonly firstFoot: Side;
  /** null: stands for the whole recording */
  readonly course: Course | null;

  /** Part of the way that somebody times with marks at both ends. */
  readonly timed?: TimedCourse;
  /** Walks backwards: heads where the back looks. */
  readonly backward?: true;

  /** s of quiet standing at the start and at the end */
  readonly standBeforeS: number;
  readonly standAfterS: number;
  /** Standard deviation of the lean in quiet standing, degrees */
  readonly swayDeg: number;

  readonly lowerBack: WornSensor;
  /** null: no foot sensors */
  readonly feet: WornSensor | null;
  readonly lostPackets: LostPackets | null;
}
