import { describe, expect, it } from 'vitest';
import { AppError, type RecordingHeader, type SensorDescription } from '../../../src/model/index.ts';
import { algorithmsOf, SOFTWARE } from '../../../src/pipeline/algorithms.ts';
import { analysisKey } from '../../../src/pipeline/key.ts';
import { chooseLowerBack } from '../../../src/pipeline/lowerBack.ts';
import { protocolOf } from '../../../src/pipeline/protocolOf.ts';
import packageJson from '../../../package.json' with { type: 'json' };

function header(...sensors: Partial<SensorDescription>[]): RecordingHeader {
  return {
    path: 'walk_motion.tsv',
    format: 'bids-motion',
    sampleRateHz: 100,
    sensors: sensors.map((s) => ({ site: 'lowerBack', trackedPoint: 'LowerBack', hasGyroscope: true, ...s })),
    participant: null,
    events: [],
    taskName: null,
    device: null,
  };
}

describe('which sensor is at the lower back', () => {
  const foot = { site: 'leftFoot', trackedPoint: 'LeftFoot' };

  it('is the one the recording calls so', () => {
    expect(chooseLowerBack(header(foot, {})).sensor?.site).toBe('lowerBack');
  });

  it('is the one the caller names, by site or by the recording\'s own word', () => {
    for (const name of ['leftFoot', 'LEFTFOOT']) {
      const choice = chooseLowerBack(header(foot, {}), name);
      expect(choice.sensor?.trackedPoint).toBe('LeftFoot');
      expect(choice.findings[0]).toMatchObject({ code: 'SITE_ASSUMED', severity: 'note' });
    }
  });

  it('is the only one there is, with a warning', () => {
    expect(chooseLowerBack(header(foot)).findings[0]).toMatchObject({ code: 'SITE_ASSUMED', severity: 'problem' });
  });

  it('is nobody where several sensors are worn elsewhere', () => {
    const choice = chooseLowerBack(header(foot, { ...foot, site: 'rightFoot', trackedPoint: 'RightFoot' }));
    expect(choice.sensor).toBeNull();
    expect(choice.findings[0].code).toBe('NO_LOWER_BACK_SENSOR');
  });

  it('is an error where the named one does not exist, which says what there is', () => {
    expect(() => chooseLowerBack(header(foot), 'head')).toThrow(/LeftFoot/);
    expect(() => chooseLowerBack(header(foot), 'head')).toThrow(AppError);
  });
});

describe('the key of a result', () => {
  const id = 'a'.repeat(64);

  it('is the same for the same recording, options and algorithms, in whatever order they were given', () => {
    const one = analysisKey(id, { participant: { heightCm: 170, ageYears: 70 }, answers: { a: 1, b: true } });
    const other = analysisKey(id, { answers: { b: true, a: 1 }, participant: { ageYears: 70, heightCm: 170, massKg: undefined } });
    expect(one).toBe(other);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with everything that shapes the document', () => {
    const keys = [
      analysisKey(id, {}),
      analysisKey('b'.repeat(64), {}),
      analysisKey(id, { participant: { heightCm: 170 } }),
      analysisKey(id, { courseLengthM: 10 }),
      analysisKey(id, { site: 'sternum' }),
      analysisKey(id, { answers: { 'falls.past12Months': 1 } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('protocols and algorithms', () => {
  it('walk is the protocol unless another is named, and an unknown one is refused', () => {
    expect(protocolOf().id).toBe('walk');
    expect(() => protocolOf('waltz')).toThrow(/protocol "waltz" is unknown/);
  });

  it('every algorithm has an id and a version', () => {
    for (const algorithm of algorithmsOf(protocolOf())) expect(algorithm).toMatch(/^[\w.-]+@[\w.-]+$/);
  });

  it('the software names the version of its package', () => {
    expect(SOFTWARE).toBe(`surefoot@${packageJson.version}`);
  });
});
