import type { AirOptions } from './air/options.ts';
import type { DeviceOptions } from './device.ts';
import type { Fault } from './faults.ts';
import type { ControllerOptions } from './hci/controller.ts';
import type { VirtualSensorKind } from './sensors/index.ts';
import type { AtEnd } from './signal.ts';

/** What a sensor feels: a place on a simulated person, or lying still where absent. */
export interface SignalChoice {
  /** Id of a simulated scenario: `minuteWalk`. */
  readonly scenario: string;
  readonly seed?: number;
  /** Whose sensor of that recording; the sensor's own site where absent. */
  readonly site?: string;
  readonly atEnd?: AtEnd;
}

export interface SensorSpec extends DeviceOptions {
  readonly kind: VirtualSensorKind;
  /** Where it is worn. */
  readonly site?: string;
  readonly signal?: SignalChoice;
}

/** A room full of sensors, and what goes wrong: plain data, as it stands in a JSON file. */
export interface RadioScenario {
  readonly name?: string;
  /** The same seed loses the same packets. */
  readonly seed?: number;
  /** How many times as fast as the clock everything runs; 1 where absent. */
  readonly speed?: number;
  readonly controller?: Partial<ControllerOptions>;
  /** For every sensor that does not say otherwise. */
  readonly air?: Partial<AirOptions>;
  readonly sensors: readonly SensorSpec[];
  readonly faults?: readonly Fault[];
}
