import type { ImuBlock, SensorAxes, Site } from '../../model/index.ts';
import type { RawLog, SessionMark } from '../rawLog/entries.ts';
import type { BleCentral } from '../transports/ble/central.ts';
import type { ConnectTurns } from './connectTurns.ts';

/** Something a person must know; where it comes from one sensor, its site and number. */
export interface Told {
  readonly severity: 'problem' | 'note';
  readonly code: string;
  readonly message: string;
  readonly site: Site | null;
  readonly sensor: number | null;
}

/** What a sensor of a session needs of it. */
export interface RunContext {
  readonly central: BleCentral;
  readonly turns: ConnectTurns;
  readonly log: RawLog;
  /** Number of the sensor in the log. */
  readonly index: number;
  readonly now: () => number;
  readonly startedMs: number;
  readonly random: () => number;
  readonly emit: (block: ImuBlock<SensorAxes>) => void;
  readonly mark: (mark: SessionMark) => void;
  readonly tell: (told: Told) => void;
}
