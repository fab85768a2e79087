export type Axes = readonly [ap: Float64Array, v: Float64Array, ml: Float64Array];

/** Somebody who walks with a changing step, rests, bows and walks on: three axes of a trunk, m/s², 100 Hz, with noise. */
export function walker(samples: number, seed: number): Axes {
  let state = (seed * 2654435761) >>> 0;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 0.2 * (state / 2 ** 31 - 1);
  };
  const axes = [new Float64Array(samples), new Float64Array(samples), new Float64Array(samples)] as const;
  let phase = 0;
  for (let i = 0; i < samples; i++) {
    phase += (2 * Math.PI * (1 + 0.08 * Math.sin(i / 900))) / 111;
    const walks = i % 7000 < 5200 ? 1 : 0.02;
    const lean = 0.15 + 0.3 * Math.sin(i / 4000);
    const ap = walks * (Math.sin(2 * phase) + 0.4 * Math.sin(4 * phase + 1) + 0.2 * Math.cos(phase)) + noise();
    const v = 9.81 + walks * (2 * Math.cos(2 * phase) + 0.6 * Math.cos(4 * phase - 0.5) + 0.3 * Math.sin(3 * phase)) + noise();
    axes[0][i] = ap * Math.cos(lean) + v * Math.sin(lean);
    axes[1][i] = v * Math.cos(lean) - ap * Math.sin(lean);
    axes[2][i] = 0.4 + walks * (0.8 * Math.sin(phase) + 0.3 * Math.cos(3 * phase)) + noise();
  }
  return axes;
}
