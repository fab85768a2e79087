import type { Participant, RecordingData, SensorData } from '../model/index.ts';
import { checkOptions } from './people/checkOptions.ts';
import { DEFAULTS } from './people/defaults.ts';
import { footMotion } from './people/foot.ts';
import { headingOver } from './people/heading.ts';
import type { Motion } from './people/motion.ts';
import type { WalkOptions, WornSensor } from './people/options.ts';
import { placeFeet } from './people/placement.ts';
import { planWalk } from './people/steps.ts';
import { trunkMotion } from './people/trunk.ts';
import { eventsOf, truthOf, type WalkTruth } from './people/truth.ts';
import { randomStream } from './random.ts';
import { recordSensor, type WornAt } from './worn/record.ts';

const LOWER_BACK: WornAt = { site: 'lowerBack', trackedPoint: 'LowerBack', placement: 'L5' };
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
  const { o, plan, heading, stances, truth } = happening(options);
  const sampling = {
    seed: o.seed,
    sampleRateHz: o.sampleRateHz,
    count: Math.round(plan.durationS * o.sampleRateHz),
    lostPackets: o.lostPackets,
  };
  const worn = (at: WornAt, sensor: WornSensor, motion: Motion): SensorData => recordSensor(at, sensor, motion, sampling);
  const feet = o.feet;
  const sensors = [
    worn(LOWER_BACK, o.lowerBack, trunkMotion(o, plan, heading)),
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

function happening(options: Partial<WalkOptions>) {
  const o: WalkOptions = { ...DEFAULTS, ...options };
  checkOptions(o);
  const plan = planWalk(o, randomStream(o.seed, 'rhythm'));
  const heading = headingOver(plan.turns);
  const stances = placeFeet(plan, heading, o.speedMps);
  return { o, plan, heading, stances, truth: truthOf(o, plan, stances) };
}

function participantOf(o: WalkOptions): Participant {
  return {
    id: o.subject,
    ...(o.ageYears === undefined ? {} : { ageYears: o.ageYears }),
    ...(o.sex === undefined ? {} : { sex: o.sex }),
    heightCm: Math.round(o.heightM * 1000) / 10,
    ...(o.legLengthM === undefined ? {} : { legLengthCm: Math.round(o.legLengthM * 1000) / 10 }),
    ...(o.massKg === undefined ? {} : { massKg: o.massKg }),
  };
}
