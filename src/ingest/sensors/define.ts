import type { SensorCapabilities } from '../../model/index.ts';
import type { Advertisement, Characteristic } from '../transports/ble/central.ts';

/** How a sensor is to be started. It is kept with the recording, so that its packets can be decoded again. */
export interface SensorSettings {
  readonly rateHz: number;
  /** A model's own choice between ways of sending, such as `rateQuantities`; the model's default where absent. */
  readonly mode?: string;
}

/** One step of starting or stopping a sensor: what is to be done, not how. */
export type SensorStep =
  /** Notifications of `channels[channel]` go to the decoder and into the recording from now on. */
  | { readonly do: 'subscribe'; readonly channel: number }
  | { readonly do: 'write'; readonly to: Characteristic; readonly bytes: Uint8Array; readonly withResponse: boolean }
  | { readonly do: 'read'; readonly from: Characteristic }
  /** Writes, then waits for the first notification of `channel` for which `isReply` holds. */
  | { readonly do: 'request'; readonly to: Characteristic; readonly bytes: Uint8Array; readonly withResponse: boolean; readonly channel: number; readonly isReply: (payload: Uint8Array) => boolean }
  | { readonly do: 'wait'; readonly ms: number };

/**
 * A dialogue with a sensor, free of I/O: it yields steps and is given the bytes of `read` and `request` steps (else undefined).
 * It throws AppError SENSOR_REFUSED where an answer says no.
 */
export type SensorDialogue = Generator<SensorStep, void, Uint8Array | undefined>;

/** One series of samples that share a clock reading: all six axes, or one of two sensors that sample on their own. */
export interface SampleStream {
  readonly measures: 'accGyr' | 'acc' | 'gyr';
  readonly rateHz: number;
  /**
   * What `SampleBatch.ticks` hold. `timestamp`: readings of a clock with steps of `tickS` that wraps after `wrapBits`;
   * `counter`: numbers of samples that wrap after `wrapBits`; `none`: nothing, all zero.
   */
  readonly clock:
    | { readonly kind: 'timestamp'; readonly tickS: number; readonly wrapBits: number | null }
    | { readonly kind: 'counter'; readonly wrapBits: number | null }
    | { readonly kind: 'none' };
}

/** Samples of one stream that came out of one packet, in order, struct of arrays. Made once and used again and again. */
export interface SampleBatch {
  length: number;
  /** As sent: not unwrapped. A double, because some count in 64 bits (then in units that fit). */
  readonly ticks: Float64Array;
  /** acc x, y, z in m/s² and gyr x, y, z in deg/s; a stream of one kind has three columns. */
  readonly columns: readonly Float64Array[];
}

/** What became of a packet. */
export type Decoded = 'samples' | 'control' | 'bad';

/** Bytes to samples. May keep state (what an answer said, the time of the packet before); never does I/O, never throws. */
export interface SensorDecoder {
  readonly streams: readonly SampleStream[];
  /** One batch a stream; overwritten by every call. */
  readonly batches: readonly SampleBatch[];
  /**
   * `samples`: look at the batches (one or more has length > 0). `control`: an answer, a button, a battery reading: no samples.
   * `bad`: not what this sensor sends; all batches are empty.
   */
  decode(channel: number, payload: Uint8Array): Decoded;
}

/** A sensor model as data: one file each. */
export interface SensorModel {
  /** Stable, kept with recordings: `movella-dot`. */
  readonly id: string;
  /** Name for people: `Movella DOT`. */
  readonly label: string;
  /** Where the protocol is written down. */
  readonly source: string;
  readonly defaultRateHz: number;
  /** What it can do when started so. @throws RangeError for settings it does not know */
  capabilities(settings: SensorSettings): SensorCapabilities;
  /** Whether a device is one of these, by what it tells everyone. */
  recognises(heard: Advertisement): boolean;
  /** Characteristics whose notifications are recorded and decoded; a channel is an index of this list. */
  readonly channels: readonly Characteristic[];
  /** Everything `start`, `stop` and battery use, for discovery. */
  readonly services: readonly string[];
  /** Stops what may still run, sets it up, subscribes and starts. */
  start(settings: SensorSettings): SensorDialogue;
  stop(settings: SensorSettings): SensorDialogue;
  decoder(settings: SensorSettings): SensorDecoder;
  /** Where the battery is read, or null. */
  readonly battery: { readonly at: Characteristic; read(bytes: Uint8Array): number | null } | null;
  /** Of a sensor described in a JSON file: that description. It is kept with the recording, so that its packets can be decoded again. */
  readonly description?: unknown;
}

export function defineSensor(model: SensorModel): SensorModel {
  return model;
}

/** An empty batch for a stream. @param capacity most samples that one packet can hold */
export function sampleBatch(measures: SampleStream['measures'], capacity: number): SampleBatch {
  const columns = Array.from({ length: measures === 'accGyr' ? 6 : 3 }, () => new Float64Array(capacity));
  return { length: 0, ticks: new Float64Array(capacity), columns };
}
