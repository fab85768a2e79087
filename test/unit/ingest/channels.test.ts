import { describe, expect, it } from 'vitest';
import { parseChannels } from '../../../src/ingest/formats/bidsMotion/channels.ts';

const table = (rows: string[]): string => ['units\ttype\tnote\tname\tcomponent\ttracked_point', ...rows].join('\n');
const sensor = (type: string, unit: string, point: string): string[] => ['x', 'y', 'z'].map((axis) => `${unit}\t${type}\t-\t${point}${type}${axis}\t${axis}\t${point}`);
const read = (rows: string[]): ReturnType<typeof parseChannels> => parseChannels('walk_channels.tsv', table(rows));

describe('the channels of a recording', () => {
  it('are found by the names of the columns, whatever their order, and others are left aside', () => {
    const channels = read([...sensor('MAGN', 'uT', 'L5'), ...sensor('ACCEL', 'm/s^2', 'L5'), ...sensor('GYRO', 'deg/s', 'L5')]);
    expect(channels.count).toBe(9);
    expect(channels.sensors[0].acc.map(({ index }) => index)).toEqual([3, 4, 5]);
    expect(channels.sensors[0].gyr?.map(({ index }) => index)).toEqual([6, 7, 8]);
    expect(channels.sensors[0].description).toEqual({ site: 'lowerBack', trackedPoint: 'L5', hasGyroscope: true });
  });

  it('may be in any order of axes', () => {
    const [acc] = [sensor('ACCEL', 'g', 'head')];
    expect(read([acc[2], acc[0], acc[1]]).sensors[0].acc.map(({ index }) => index)).toEqual([1, 2, 0]);
  });

  it.each([['m/s^2', 1], ['m/s²', 1], ['m/s2', 1], ['M/S^2', 1], ['m / s^2', 1], ['g', 9.80665]])('give acceleration in %s the factor %f', (unit, factor) => {
    expect(read(sensor('ACCEL', unit, 'L5')).sensors[0].acc.map((column) => column.factor)).toEqual([factor, factor, factor]);
  });

  it.each([['deg/s', 1], ['°/s', 1], ['rad/s', 180 / Math.PI]])('give angular rate in %s the factor %f', (unit, factor) => {
    expect(read([...sensor('ACCEL', 'g', 'L5'), ...sensor('GYRO', unit, 'L5')]).sensors[0].gyr![0].factor).toBe(factor);
  });

  it('of a sensor without gyroscope have none', () => {
    expect(read(sensor('ACCEL', 'g', 'L5')).sensors[0]).toMatchObject({ gyr: null, description: { hasGyroscope: false } });
  });

  it('tell the clock and do not count it as motion', () => {
    const channels = read(['ms\tLATENCY\t-\tt\tn/a\tn/a', ...sensor('ACCEL', 'g', 'L5')]);
    expect([channels.latency, channels.count, channels.motionCount]).toEqual([{ index: 0, factor: 1e-3 }, 4, 3]);
  });
});
