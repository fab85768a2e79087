import { defineScenario } from '../define.ts';
import { mark, UPRIGHT } from '../scenes/scene.ts';
import { anyDirection, between, flatNoise, periodic, swinging, type Trembling } from '../scenes/tremble.ts';

const LASTS_S = 20;
const REST_S = 5;
const HAND_HZ: readonly [number, number] = [1, 3];
const HAND_MPS2: readonly [number, number] = [1, 8];
/** A hand also turns what it shakes. */
const SWING_RAD: readonly [number, number] = [0.1, 0.4];

export const shaking = defineScenario({
  id: 'shaking',
  label: 'Shaken sensor',
  description: 'Nobody wears the sensor: it is shaken by hand, regularly and at random, lies in strong noise and rides in a car.',
  options: { course: null, swayDeg: 0, feet: null },
  scene: (random) => {
    const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
    const swingHz = draw(HAND_HZ);
    const byHand = (hz: number): Trembling => periodic(hz, draw(HAND_MPS2), anyDirection(random), random);
    const parts: readonly (readonly [string, Trembling])[] = [
      ['shake_regularly', byHand(draw(HAND_HZ))],
      ['shake_and_swing', byHand(swingHz)],
      ['shake_up_and_down', periodic(draw(HAND_HZ), draw(HAND_MPS2), [0, 1, 0], random)],
      ['shake_at_random', flatNoise([1.5, 1.5, 1.5], HAND_HZ, random)],
      ['noise', flatNoise([1, 1, 1], [0.2, 30], random)],
      ['ride', ride(flatNoise([0.15, 0.4, 0.2], [1, 2.5], random), flatNoise([0.1, 0.25, 0.1], [8, 14], random))],
    ];
    const startS = (k: number): number => REST_S + k * (LASTS_S + REST_S);
    return {
      durationS: startS(parts.length),
      posture: UPRIGHT,
      moves: [],
      motions: [...parts.map(([, trembling], k) => between(startS(k), LASTS_S, trembling)), swinging(startS(1), LASTS_S, swingHz, draw(SWING_RAD))],
      walks: [],
      events: parts.map(([type], k) => mark(type, startS(k), LASTS_S)),
    };
  },
});

/** A car: the body on its springs at 1 to 2.5 Hz, the wheels at 8 to 14 Hz (sizes of an ordinary road, own choice). */
function ride(body: Trembling, wheels: Trembling): Trembling {
  return (timeS) => {
    const [a, b] = [body(timeS), wheels(timeS)];
    return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  };
}
