/** What a transform of M complex numbers looks up; M is a power of two of at least 2. */
export interface FftTables {
  /** Where the first pass writes its i-th butterfly: digits of i to the base of 4, backwards. */
  readonly places: Int32Array;
  /** For every later pass, from short to long, and every j of its span: re, im of w^j, w^2j and w^3j, w a 4 * span-th of a turn backwards. */
  readonly twiddles: Float64Array;
  /** For bins 1 to M / 2 - 1: re, im of -j/2 times k 2M-ths of a turn backwards. */
  readonly splits: Float64Array;
}

/** Length of the first pass's butterflies: the later ones are of four. */
export function firstSpan(length: number): 2 | 4 | 8 {
  if (length === 2) return 2;
  return Math.log2(length) % 2 === 0 ? 4 : 8;
}

/** Tables of a transform of `length` complex numbers. */
export function fftTables(length: number): FftTables {
  const first = firstSpan(length);
  const places = new Int32Array(length / first);
  for (let i = 0; i < places.length; i++) places[i] = backwards(i, places.length);

  let later = 0;
  for (let span: number = first; span < length; span *= 4) later += span;
  const twiddles = new Float64Array(6 * later);
  let at = 0;
  for (let span: number = first; span < length; span *= 4) {
    for (let j = 0; j < span; j++) {
      for (let multiple = 1; multiple <= 3; multiple++) {
        twiddles[at++] = cosine(multiple * j, 4 * span);
        twiddles[at++] = -sine(multiple * j, 4 * span);
      }
    }
  }

  const splits = new Float64Array(Math.max(0, length - 2));
  for (let k = 1; k < length / 2; k++) {
    splits[2 * k - 2] = -0.5 * sine(k, 2 * length);
    splits[2 * k - 1] = -0.5 * cosine(k, 2 * length);
  }
  return { places, twiddles, splits };
}

/** Digits to the base of 4 in reverse; `count` is a power of 4. */
function backwards(i: number, count: number): number {
  let place = 0;
  for (let rest = i, left = count; left > 1; left /= 4, rest = Math.floor(rest / 4)) place = 4 * place + (rest % 4);
  return place;
}

/** Cosine of k n-ths of a turn; n is a multiple of 8. Angles of up to an eighth of a turn only: the smaller, the less rounding. */
function cosine(k: number, n: number): number {
  const within = Math.min(k % n, n - (k % n));
  if (within > n / 4) return -cosine(n / 2 - within, n);
  return within > n / 8 ? Math.sin((2 * Math.PI * (n / 4 - within)) / n) : Math.cos((2 * Math.PI * within) / n);
}

function sine(k: number, n: number): number {
  return cosine(k + (3 * n) / 4, n);
}
