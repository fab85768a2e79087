/** Draws of one named stream: the same seed and name give the same numbers for ever. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
}

/**
 * Seeded random numbers: sfc32, seeded by a seed and a stream name.
 * Streams are independent, so asking for more sensor noise does not move a single step.
 *
 * Source: sfc32 by Chris Doty-Humphrey, PractRand (public domain); the state is filled with FNV-1a
 * (Fowler, Noll, Vo) of the stream name and the first 15 draws are thrown away, as sfc32's seeding does.
 * Normal draws: Box and Muller 1958, Ann Math Stat 29:610-611.
 *
 * @param seed integer, 0 to 2^53 - 1
 * @param stream name of the purpose, such as `rhythm`
 * @throws RangeError when the seed is not such an integer
 */
export function randomStream(seed: number, stream: string): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed must be a whole number of 0 or more, got ${seed}`);
  }
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = fnv1a(stream);
  let counter = 1;

  const next = (): number => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 15; i++) next();

  const uniform = (): number => next() / 2 ** 32;
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    // 1 - u lies in (0, 1]: the logarithm is always finite.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
