/** Axes as printed on a sensor's case. */
export type SensorAxes = 'x' | 'y' | 'z';

/**
 * Axes of the walking body (ISB, right-handed): `ap` forward, `v` up, `ml` to the person's right.
 * A rotation rate carries the name of the axis it turns about, positive by the right-hand rule:
 * `v` positive turns to the left, `ap` positive lifts the left side, `ml` positive leans back.
 */
export type BodyAxes = 'ap' | 'v' | 'ml';

/** One equally long column of samples per axis. */
export type AxisColumns<A extends string> = { readonly [K in A]: Float64Array };

/** Where a sensor is worn. Names outside the list come from the recording and are kept as they are. */
export type KnownSite =
  | 'lowerBack' | 'sternum' | 'head'
  | 'leftFoot' | 'rightFoot' | 'leftShank' | 'rightShank' | 'leftThigh' | 'rightThigh'
  | 'leftWrist' | 'rightWrist';
export type Site = KnownSite | (string & {});

/**
 * One gap-free run of samples on an even grid, struct of arrays.
 * `acc` is specific force in m/s² (+9.81 upwards at rest), `gyr` in deg/s, or null where the sensor has none.
 * `ImuBlock<SensorAxes>` and `ImuBlock<BodyAxes>` are different types, so an unaligned block cannot reach a gait function.
 */
export interface ImuBlock<A extends string> {
  readonly site: Site;
  readonly sampleRateHz: number;
  /** Index of the first sample on the recording's grid: time = startSample / sampleRateHz. */
  readonly startSample: number;
  readonly length: number;
  readonly acc: AxisColumns<A>;
  readonly gyr: AxisColumns<A> | null;
}
