// AssemblyScript. Inner loops of the windowed analysis. ../../windowed/scalarLoops.ts holds the same steps, in the same order, in
// TypeScript: change both. Pointers are bytes; all numbers are f64.

export { lagProducts, finishLags } from './windowed/lags';

/** Bytes of a sample of the interleaved axes: ap, v, ml and nothing. */
const SAMPLE: usize = 32;
const ML: usize = 16;

/** Two second-order sections over three interleaved signals, in place, from sample `start` to before `end`; state: 4 a section and half. */
export function filterAxes(x: usize, start: i32, end: i32, step: i32, sections: usize, state: usize): void {
  const b0 = v128.load64_splat(sections);
  const b1 = v128.load64_splat(sections, 8);
  const b2 = v128.load64_splat(sections, 16);
  const a1 = v128.load64_splat(sections, 24);
  const a2 = v128.load64_splat(sections, 32);
  const d0 = v128.load64_splat(sections, 40);
  const d1 = v128.load64_splat(sections, 48);
  const d2 = v128.load64_splat(sections, 56);
  const c1 = v128.load64_splat(sections, 64);
  const c2 = v128.load64_splat(sections, 72);
  let p1 = v128.load(state);
  let q1 = v128.load(state, 16);
  let p2 = v128.load(state, 32);
  let q2 = v128.load(state, 48);
  let r1 = v128.load(state, 64);
  let t1 = v128.load(state, 80);
  let r2 = v128.load(state, 96);
  let t2 = v128.load(state, 112);
  for (let i = start; i != end; i += step) {
    const at = x + <usize>i * SAMPLE;
    const v = v128.load(at);
    const w = v128.load(at, ML);
    const y = f64x2.add(f64x2.mul(b0, v), p1);
    const z = f64x2.add(f64x2.mul(b0, w), q1);
    p1 = f64x2.add(f64x2.sub(f64x2.mul(b1, v), f64x2.mul(a1, y)), p2);
    q1 = f64x2.add(f64x2.sub(f64x2.mul(b1, w), f64x2.mul(a1, z)), q2);
    p2 = f64x2.sub(f64x2.mul(b2, v), f64x2.mul(a2, y));
    q2 = f64x2.sub(f64x2.mul(b2, w), f64x2.mul(a2, z));
    const g = f64x2.add(f64x2.mul(d0, y), r1);
    const h = f64x2.add(f64x2.mul(d0, z), t1);
    r1 = f64x2.add(f64x2.sub(f64x2.mul(d1, y), f64x2.mul(c1, g)), r2);
    t1 = f64x2.add(f64x2.sub(f64x2.mul(d1, z), f64x2.mul(c1, h)), t2);
    r2 = f64x2.sub(f64x2.mul(d2, y), f64x2.mul(c2, g));
    t2 = f64x2.sub(f64x2.mul(d2, z), f64x2.mul(c2, h));
    v128.store(at, g);
    v128.store(at, h, ML);
  }
  v128.store(state, p1);
  v128.store(state, q1, 16);
  v128.store(state, p2, 32);
  v128.store(state, q2, 48);
  v128.store(state, r1, 64);
  v128.store(state, t1, 80);
  v128.store(state, r2, 96);
  v128.store(state, t2, 112);
}

/**
 * Harmonics of a folded stride: sums of amplitudes, odd and even, of ap, of v and of ml. Lanes are an odd harmonic and the even one behind it.
 * `table`: for every such two, for every sample: both cosines, both sines.
 */
export function harmonics(couples: i32, pairs: i32, table: usize, folded: usize, ends: usize, out: usize): void {
  const bytes = <usize>pairs << 5;
  const stop = folded + <usize>pairs * 48;
  const signs = f64x2(-1, 1);
  const startA = f64x2.add(v128.load64_splat(ends), f64x2.mul(signs, v128.load64_splat(ends, 8)));
  const startV = f64x2.add(v128.load64_splat(ends, 16), f64x2.mul(signs, v128.load64_splat(ends, 24)));
  const startM = f64x2.add(v128.load64_splat(ends, 32), f64x2.mul(signs, v128.load64_splat(ends, 40)));
  let sumA = f64x2.splat(0);
  let sumV = f64x2.splat(0);
  let sumM = f64x2.splat(0);
  // Two couples at a time: eight loads serve 24 operations.
  for (let g = 0; g < couples; g += 2) {
    let t = table + <usize>g * bytes;
    let ra = startA;
    let rv = startV;
    let rm = startM;
    let ia = f64x2.splat(0);
    let iv = ia;
    let im = ia;
    let qa = startA;
    let qv = startV;
    let qm = startM;
    let ja = ia;
    let jv = ia;
    let jm = ia;
    for (let p = folded; p < stop; p += 48, t += 32) {
      const c = v128.load(t);
      const s = v128.load(t, 16);
      const e = v128.load(t + bytes);
      const u = v128.load(t + bytes, 16);
      let x = v128.load64_splat(p);
      ra = f64x2.add(ra, f64x2.mul(x, c));
      qa = f64x2.add(qa, f64x2.mul(x, e));
      x = v128.load64_splat(p, 8);
      ia = f64x2.add(ia, f64x2.mul(x, s));
      ja = f64x2.add(ja, f64x2.mul(x, u));
      x = v128.load64_splat(p, 16);
      rv = f64x2.add(rv, f64x2.mul(x, c));
      qv = f64x2.add(qv, f64x2.mul(x, e));
      x = v128.load64_splat(p, 24);
      iv = f64x2.add(iv, f64x2.mul(x, s));
      jv = f64x2.add(jv, f64x2.mul(x, u));
      x = v128.load64_splat(p, 32);
      rm = f64x2.add(rm, f64x2.mul(x, c));
      qm = f64x2.add(qm, f64x2.mul(x, e));
      x = v128.load64_splat(p, 40);
      im = f64x2.add(im, f64x2.mul(x, s));
      jm = f64x2.add(jm, f64x2.mul(x, u));
    }
    sumA = f64x2.add(f64x2.add(sumA, amplitude(ra, ia)), amplitude(qa, ja));
    sumV = f64x2.add(f64x2.add(sumV, amplitude(rv, iv)), amplitude(qv, jv));
    sumM = f64x2.add(f64x2.add(sumM, amplitude(rm, im)), amplitude(qm, jm));
  }
  v128.store(out, sumA);
  v128.store(out, sumV, 16);
  v128.store(out, sumM, 32);
}

// @ts-ignore: decorator
@inline
function amplitude(re: v128, im: v128): v128 {
  return f64x2.sqrt(f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im)));
}

/** Sum of six arrays; `count` is even. */
export function sumSix(count: i32, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize, out: usize): void {
  const bytes = <usize>count << 3;
  for (let i: usize = 0; i < bytes; i += 16) {
    const left = f64x2.add(f64x2.add(v128.load(a + i), v128.load(b + i)), v128.load(c + i));
    const right = f64x2.add(f64x2.add(v128.load(d + i), v128.load(e + i)), v128.load(f + i));
    v128.store(out + i, f64x2.add(left, right));
  }
}

/** Sums of interleaved axes: ap, v, ml. */
export function sumAxes(x: usize, count: i32, out: usize): void {
  let p = f64x2.splat(0);
  let q = p;
  for (let at = x, end = x + <usize>count * SAMPLE; at < end; at += SAMPLE) {
    p = f64x2.add(p, v128.load(at));
    q = f64x2.add(q, v128.load(at, ML));
  }
  v128.store(out, p);
  v128.store64_lane(out, q, 0, 16);
}

/** Interleaved axes to three arrays, by the rows of `rotation`; `force` is taken off v. */
export function rotate(x: usize, count: i32, rotation: usize, force: f64, ap: usize, v: usize, ml: usize): void {
  const r0 = load<f64>(rotation);
  const r1 = load<f64>(rotation, 8);
  const r2 = load<f64>(rotation, 16);
  const r3 = load<f64>(rotation, 24);
  const r4 = load<f64>(rotation, 32);
  const r5 = load<f64>(rotation, 40);
  const r6 = load<f64>(rotation, 48);
  const r7 = load<f64>(rotation, 56);
  const r8 = load<f64>(rotation, 64);
  for (let i: usize = 0, end = <usize>count << 3; i < end; i += 8) {
    const at = x + (i << 2);
    const a = load<f64>(at);
    const b = load<f64>(at, 8);
    const c = load<f64>(at, 16);
    store<f64>(ap + i, r0 * a + r1 * b + r2 * c);
    store<f64>(v + i, r3 * a + r4 * b + r5 * c - force);
    store<f64>(ml + i, r6 * a + r7 * b + r8 * c);
  }
}

// @ts-ignore: decorator
@inline
function bothLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Less its mean, tapered. `count` is even. */
export function taper(x: usize, count: i32, weights: usize, out: usize): void {
  const bytes = <usize>count << 3;
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) sum = f64x2.add(sum, v128.load(x + i));
  const mean = f64x2.splat(bothLanes(sum) / <f64>count);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f64x2.mul(v128.load(weights + i), f64x2.sub(v128.load(x + i), mean)));
}

/** Means, sums of squares about them, products of ap and ml about them, and path from the first sample to the last; `count` is even. */
export function hopSums(ap: usize, v: usize, ml: usize, count: i32, out: usize): void {
  const bytes = <usize>count << 3;
  let sa = f64x2.splat(0);
  let sv = sa;
  let sm = sa;
  for (let i: usize = 0; i < bytes; i += 16) {
    sa = f64x2.add(sa, v128.load(ap + i));
    sv = f64x2.add(sv, v128.load(v + i));
    sm = f64x2.add(sm, v128.load(ml + i));
  }
  const meanA = bothLanes(sa) / <f64>count;
  const meanV = bothLanes(sv) / <f64>count;
  const meanM = bothLanes(sm) / <f64>count;
  const ma = f64x2.splat(meanA);
  const mv = f64x2.splat(meanV);
  const mm = f64x2.splat(meanM);
  let qa = f64x2.splat(0);
  let qv = qa;
  let qm = qa;
  let c = qa;
  for (let i: usize = 0; i < bytes; i += 16) {
    const da = f64x2.sub(v128.load(ap + i), ma);
    const dv = f64x2.sub(v128.load(v + i), mv);
    const dm = f64x2.sub(v128.load(ml + i), mm);
    qa = f64x2.add(qa, f64x2.mul(da, da));
    qv = f64x2.add(qv, f64x2.mul(dv, dv));
    qm = f64x2.add(qm, f64x2.mul(dm, dm));
    c = f64x2.add(c, f64x2.mul(da, dm));
  }
  // Steps to two samples at a time; the last is alone.
  let path = f64x2.splat(0);
  for (let i: usize = 8; i < bytes - 8; i += 16) {
    const da = f64x2.sub(v128.load(ap + i), v128.load(ap + i - 8));
    const dm = f64x2.sub(v128.load(ml + i), v128.load(ml + i - 8));
    path = f64x2.add(path, f64x2.sqrt(f64x2.add(f64x2.mul(da, da), f64x2.mul(dm, dm))));
  }
  const last = bytes - 8;
  const da = load<f64>(ap + last) - load<f64>(ap + last - 8);
  const dm = load<f64>(ml + last) - load<f64>(ml + last - 8);
  store<f64>(out, meanA);
  store<f64>(out, meanV, 8);
  store<f64>(out, meanM, 16);
  store<f64>(out, bothLanes(qa), 24);
  store<f64>(out, bothLanes(qv), 32);
  store<f64>(out, bothLanes(qm), 40);
  store<f64>(out, bothLanes(c), 48);
  store<f64>(out, bothLanes(path) + Math.sqrt(da * da + dm * dm), 56);
}

/** Three arrays to interleaved axes. Returns 0, or NaN where a value is no finite number. */
export function interleave(ap: usize, v: usize, ml: usize, count: i32, out: usize): f64 {
  let check: f64 = 0;
  for (let i: usize = 0, end = <usize>count << 3; i < end; i += 8) {
    const a = load<f64>(ap + i);
    const b = load<f64>(v + i);
    const c = load<f64>(ml + i);
    const to = out + (i << 2);
    store<f64>(to, a);
    store<f64>(to, b, 8);
    store<f64>(to, c, 16);
    check += (a + b + c) * 0;
  }
  return check;
}

/** A spectrum times an even and times an odd response, as two signals behind one another: see filterTwice in ../../windowed/scalarLoops.ts. */
export function filterTwice(bins: i32, spectrum: usize, even: usize, odd: usize, out: usize): void {
  const size = (bins - 1) << 1;
  const other = out + (<usize>size << 3);
  for (let k = 0; k < bins; k++) {
    const at = spectrum + (<usize>k << 5);
    const re = load<f64>(at);
    const im = load<f64>(at, 16);
    const e = load<f64>(even + (<usize>k << 3));
    const o = load<f64>(odd + (<usize>k << 3));
    const i = <usize>k << 3;
    const mirrored = <usize>((size - k) & (size - 1)) << 3;
    store<f64>(out + i, e * re + e * im);
    store<f64>(out + mirrored, e * re - e * im);
    store<f64>(other + i, o * re - o * im);
    store<f64>(other + mirrored, -(o * im) - o * re);
  }
}

/** Samples `from` to before `to` of both signals from the transform of these, to two arrays. */
export function readTwice(spectrum: usize, size: i32, from: i32, to: i32, once: usize, twice: usize): void {
  let out: usize = 0;
  for (let i = from; i < to; i++, out += 8) {
    const folded = i > size >> 1;
    const at = spectrum + (<usize>(folded ? size - i : i) << 5);
    const re = v128.load(at);
    const im = v128.load(at, 16);
    const both = folded ? f64x2.sub(re, im) : f64x2.add(re, im);
    v128.store64_lane(once + out, both, 0);
    v128.store64_lane(twice + out, both, 1);
  }
}
