/** How packets travel between one sensor and the computer. */
export interface AirOptions {
  /** Wished connection interval, ms; brought within what the computer asks for. */
  readonly connIntervalMs: number;
  /** Most packets that a sensor sends at one connection event. */
  readonly packetsPerEvent: number;
  /** Packets that the sensor's queue holds; one more is lost. */
  readonly queueDepth: number;
  /** Probability that a packet does not get through at a connection event and has to wait for the next. */
  readonly retryFraction: number;
  /** Mean time between advertisements, ms; up to 10 ms more, drawn each time. */
  readonly advertisingMs: number;
  /** Strength at the computer, dBm. */
  readonly rssi: number;
}

export const AIR: AirOptions = { connIntervalMs: 15, packetsPerEvent: 6, queueDepth: 12, retryFraction: 0, advertisingMs: 100, rssi: -58 };
