import type { RecordingData, SensorData } from '../model/index.ts';
import { footMotion } from './people/foot.ts';
import { happening } from './people/happening.ts';
import type { Motion } from './people/motion.ts';
import type { WalkOptions, WornSensor } from './people/options.ts';
import { participantOf } from './people/participant.ts';
import { trunkMotion } from './people/trunk.ts';
import { eventsOf, type WalkTruth } from './people/truth.ts';
import { seenFromBehind, turnedRound } from './people/backward.ts';
import { recordSensor, type WornAt } from './worn/record.ts';

export const AT_LOWER_BACK: WornAt = { site: 'lowerBack', trackedPoint: 'LowerBack', placement: 'L5' };
const FEET = {
  left: { site: 'leftFoot', trackedPoint: 'LeftFoot', placement: 'instep' },
  right: { site: 'rightFoot', trackedPoint: 'RightFoot', placement: 'instep' },
} as const satisfies Record<string, WornAt>;

export interface SimulatedWalk {
  readonly recording: RecordingData;
  readonly truth: WalkTruth;
}

/**
 * A walk (or quiet standing) of one invented person, with what really happened.
 * Pure: the same options give the same numbers. They rest on Math.sin and its like, which V8 computes in software,
 * so the last bit does not depend on the processor; it can differ between major versions of V8.
 *
 * @param options what differs from the defaults (people/defaults.ts)
 * @throws RangeError naming the option that is out of range
 */
export function simulateWalk(options: Partial<WalkOptions> = {}): SimulatedWalk {
  const happened = happening(options);
  const { o, plan, heading } = happened;
  const { stances, truth } = o.backward ? seenFromBehind(happened) : happened;
  const sampling = {
    seed: o.seed,
    sampleRateHz: o.sampleRateHz,
    count: Math.round(plan.durationS * o.sampleRateHz),
    lostPackets: o.lostPackets,
  };
  const worn = (at: WornAt, sensor: WornSensor, motion: Motion): SensorData => recordSensor(at, sensor, motion, sampling);
  const feet = o.feet;
  const sensors = [
    worn(AT_LOWER_BACK, o.backward ? { ...o.lowerBack, mounting: turnedRound(o.lowerBack.mounting) } : o.lowerBack, trunkMotion(o, plan, heading)),
    ...(feet ? (['left', 'right'] as const).map((side) =>
      worn(FEET[side], feet, footMotion(stances.filter((s) => s.side === side), o.heightM))) : []),
  ];
  const recording: RecordingData = {
    subject: o.subject,
    task: o.task,
    ...(o.run === undefined ? {} : { run: o.run }),
    sampleRateHz: o.sampleRateHz,
    sensors,
    participant: participantOf(o),
    events: eventsOf(truth, stances),
    device: { manufacturer: 'Surefoot', model: 'simulator' },
  };
  return { recording, truth };
}

/**
 * What happens in the walk that `simulateWalk` gives with these options, without making any signal.
 * @throws RangeError as `simulateWalk`
 */
export function truthOfWalk(options: Partial<WalkOptions> = {}): WalkTruth {
  return happening(options).truth;
}
