import { happening } from '../people/happening.ts';
import type { WalkOptions } from '../people/options.ts';
import { participantOf } from '../people/participant.ts';
import { standingMotion } from '../people/standing.ts';
import { randomStream, type Random } from '../random.ts';
import { AT_LOWER_BACK, type SimulatedWalk } from '../walk.ts';
import { recordSensor } from '../worn/record.ts';
import { sceneMotion, type Scene } from './scene.ts';

/** Draws what happens. @param random its own stream @param seed for walks inside the scene @param who does it */
export type SceneMaker = (random: Random, seed: number, who: WalkOptions) => Scene;

/**
 * A recording of one sensor at the lower back while a scene happens.
 * @param options person, sensor and sway; what belongs to a walk over a course has no say
 * @throws RangeError naming the option that is out of range
 */
export function simulateScene(make: SceneMaker, options: Partial<WalkOptions>): SimulatedWalk {
  const { o, truth } = happening({ ...options, course: null });
  const scene = make(randomStream(o.seed, 'scene'), o.seed, o);
  const sensor = recordSensor(scene.placement === undefined ? AT_LOWER_BACK : { ...AT_LOWER_BACK, placement: scene.placement }, o.lowerBack, sceneMotion(scene, standingMotion(o)), {
    seed: o.seed,
    sampleRateHz: o.sampleRateHz,
    count: Math.round(scene.durationS * o.sampleRateHz),
    lostPackets: o.lostPackets,
  });
  return {
    recording: {
      subject: o.subject,
      task: o.task,
      ...(o.run === undefined ? {} : { run: o.run }),
      sampleRateHz: o.sampleRateHz,
      sensors: [sensor],
      participant: participantOf(o),
      events: [...scene.events, ...scene.walks.flatMap((w) => w.events)].sort((a, b) => a.onsetS - b.onsetS || b.durationS - a.durationS),
      device: { manufacturer: 'Surefoot', model: 'simulator' },
    },
    truth: {
      ...truth,
      strides: scene.walks.flatMap((w) => w.strides),
      turns: [...(scene.turns ?? []), ...scene.walks.flatMap((w) => w.turns)],
      ...(scene.stance ? { stance: scene.stance } : {}),
    },
  };
}
