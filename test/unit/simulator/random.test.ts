import { expect, test } from 'vitest';
import { randomStream } from '../../../src/simulator/random.ts';
import { mean } from './ideal.ts';

const draws = (seed: number, stream: string, n: number): number[] => {
  const random = randomStream(seed, stream);
  return Array.from({ length: n }, () => random.normal());
};

test('the same seed and stream give the same draws, another seed or stream gives others', () => {
  expect(draws(7, 'a', 20)).toEqual(draws(7, 'a', 20));
  expect(draws(8, 'a', 20)).not.toEqual(draws(7, 'a', 20));
  expect(draws(7, 'b', 20)).not.toEqual(draws(7, 'a', 20));
  expect(draws(2 ** 32 + 7, 'a', 20)).not.toEqual(draws(7, 'a', 20));
});

test('normal draws have mean 0, standard deviation 1 and the right share within one', () => {
  const values = draws(3, 'normal', 40_000);
  expect(mean(values)).toBeCloseTo(0, 1);
  expect(Math.sqrt(mean(values.map((v) => v * v)))).toBeCloseTo(1, 1);
  expect(values.filter((v) => Math.abs(v) < 1).length / values.length).toBeCloseTo(0.6827, 2);
});

test('streams of neighbouring seeds are not correlated', () => {
  const [a, b] = [draws(1, 'x', 20_000), draws(2, 'x', 20_000)];
  expect(Math.abs(mean(a.map((v, i) => v * b[i])))).toBeLessThan(0.03);
});

test('a seed that is no whole number is refused by name', () => {
  for (const seed of [-1, 0.5, Number.NaN]) expect(() => randomStream(seed, 'x')).toThrow(/seed must be a whole number/);
});
