import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { useKernels } from '../../../../src/dsp/kernels/kernels.ts';
import { WindowedAnalysis, type AxisValues, type WindowFindings } from '../../../../src/dsp/windowed/windowedAnalysis.ts';
import { plainWindows } from './plainWindows.ts';
import { walker, type Axes } from './walker.ts';

afterEach(() => useKernels('wasm'));

const inOrder = ({ ap, v, ml }: AxisValues) => [ap, v, ml];

/** Everything a window says, in one row. */
function rowOf(f: WindowFindings): number[] {
  const numbers = [f.startSample, f.initialContacts, f.finalContacts, f.strides, f.ellipseArea, f.path];
  const axes = [f.f50Hz, f.f95Hz, f.centroidHz, f.harmonicRatio, f.rms].flatMap(inOrder);
  return [...numbers, ...axes, ...f.autocorrelationV, ...f.autocorrelationAp];
}

/** @param cuts where pieces end */
function analyse([ap, v, ml]: Axes, cuts: readonly number[] = []): number[][] {
  const rows: number[][] = [];
  const analysis = new WindowedAnalysis((f) => rows.push(rowOf(f)));
  let from = 0;
  for (const to of [...cuts, ap.length]) {
    analysis.push(ap.subarray(from, to), v.subarray(from, to), ml.subarray(from, to));
    from = to;
  }
  analysis.finish();
  return rows;
}

const THREE_MINUTES = walker(18_137, 1);

describe('windows over a stream', () => {
  test('are the same bits for pieces of any size', () => {
    const whole = analyse(THREE_MINUTES);
    expect(whole).toHaveLength(172);
    const positions = fc.oneof(fc.integer({ min: 0, max: 18_137 }), fc.constantFrom(1, 5999, 6000, 6001, 6099, 6100, 6101, 12_000, 12_100));
    fc.assert(
      fc.property(fc.array(positions, { maxLength: 40 }), (cuts) => {
        expect(analyse(THREE_MINUTES, cuts.sort((a, b) => a - b))).toEqual(whole);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test('are the same bits when samples come one at a time', () => {
    const short = walker(7000, 2);
    expect(analyse(short, Array.from({ length: 6999 }, (_, i) => i + 1))).toEqual(analyse(short));
  });

  test('are the same bits in WebAssembly and in TypeScript', () => {
    const compiled = analyse(THREE_MINUTES);
    useKernels('typescript');
    expect(analyse(THREE_MINUTES)).toEqual(compiled);
  });

  test('are those of a plain analysis, window by window, of the whole signal', () => {
    const plain = plainWindows(THREE_MINUTES);
    const found = analyse(THREE_MINUTES);
    expect(found).toHaveLength(plain.length);
    for (const [w, expected] of plain.entries()) {
      const row = found[w];
      expect(row.slice(0, 4)).toEqual(expected.slice(0, 4));
      const differs = row.findIndex((value, i) => !Object.is(value, expected[i]) && !(Math.abs(value - expected[i]) <= 1e-9 * Math.max(1, Math.abs(expected[i]))));
      expect(differs, `window ${w}: ${row[differs]}, not ${expected[differs]}`).toBe(-1);
    }
  });

  test('lose no stride where blocks meet', () => {
    // Contacts every 55 samples, over four minutes.
    const n = 24_000;
    const wave = (level: number, size: number, period: number) => Float64Array.from({ length: n }, (_, i) => level + size * Math.cos((2 * Math.PI * i) / period));
    const rows = analyse([wave(0, 1, 55), wave(9.81, 2, 55), wave(0, 0.5, 110)]);
    expect(rows).toHaveLength(231);
    for (const [, contacts, , strides] of rows) {
      expect([18, 19]).toContain(contacts);
      expect(strides).toBe(contacts - 2);
    }
  });

  test('read singles as they read doubles of the same values', () => {
    const singles = THREE_MINUTES.map((x) => Float32Array.from(x));
    const [ap, v, ml] = singles;
    const rows: number[][] = [];
    const analysis = new WindowedAnalysis((f) => rows.push(rowOf(f)));
    analysis.push(ap, v, ml);
    analysis.finish();
    expect(rows).toEqual(analyse(singles.map((x) => Float64Array.from(x)) as unknown as Axes));
  });

  test('of two streams at once do not mix', () => {
    const other = walker(9000, 3);
    const [first, second]: number[][][] = [[], []];
    const a = new WindowedAnalysis((f) => first.push(rowOf(f)));
    const b = new WindowedAnalysis((f) => second.push(rowOf(f)));
    for (let i = 0; i < 9000; i += 700) {
      a.push(...piece(THREE_MINUTES, i, i + 700));
      b.push(...piece(other, i, i + 700));
    }
    a.finish();
    b.finish();
    expect(second).toEqual(analyse(other));
    expect(first).toEqual(analyse(piece(THREE_MINUTES, 0, 9100)));
  });
});

function piece([ap, v, ml]: Axes, from: number, to: number): Axes {
  return [ap.subarray(from, to), v.subarray(from, to), ml.subarray(from, to)];
}

describe('at its limits, a windowed analysis', () => {
  test('shows no window of less than ten seconds', () => {
    expect(analyse(piece(THREE_MINUTES, 0, 999))).toEqual([]);
    expect(analyse(piece(THREE_MINUTES, 0, 0))).toEqual([]);
    expect(analyse(piece(THREE_MINUTES, 0, 1000))).toHaveLength(1);
  });

  test('finds nothing in a sensor that lies still', () => {
    const n = 2000;
    const findings: WindowFindings[] = [];
    const analysis = new WindowedAnalysis((f) => findings.push(structuredClone(f)));
    analysis.push(new Float64Array(n), new Float64Array(n).fill(9.81), new Float64Array(n));
    analysis.finish();
    expect(findings).toHaveLength(11);
    const nothing = { ap: NaN, v: NaN, ml: NaN };
    for (const f of findings) {
      expect(f).toMatchObject({ initialContacts: 0, finalContacts: 0, strides: 0, f50Hz: nothing, f95Hz: nothing, centroidHz: nothing, harmonicRatio: nothing });
      expect(f.autocorrelationV).toEqual(new Float64Array(301));
      expect(f.path).toBeLessThan(1e-9);
    }
  });

  test('finds nothing where there is no force at all', () => {
    expect(analyse([new Float64Array(1500), new Float64Array(1500), new Float64Array(1500)])).toHaveLength(6);
  });

  test('says which sample is not a number', () => {
    const v = new Float64Array(50).fill(9.81);
    v[17] = NaN;
    const analysis = new WindowedAnalysis(() => undefined);
    expect(() => analysis.push(new Float64Array(50), v, new Float64Array(50))).toThrow(/^sample 17 of the acceleration is not a number; bridge gaps/);
  });

  test('takes axes of one length only, and nothing after its end', () => {
    const analysis = new WindowedAnalysis(() => undefined);
    expect(() => analysis.push(new Float64Array(3), new Float64Array(3), new Float64Array(2))).toThrow('the three axes need equal lengths, not 3, 3 and 2');
    analysis.finish();
    expect(() => analysis.push(new Float64Array(1), new Float64Array(1), new Float64Array(1))).toThrow(/is finished/);
  });
});
