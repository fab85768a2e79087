import { describe, expect, it } from 'vitest';
import { sitesOf } from '../../../src/ingest/sites.ts';

describe('where a tracked point is worn', () => {
  it.each([
    ['lowerBack', ['LowerBack', 'lower_back', 'LOWER BACK', 'lumbar', 'L5', 'l5', 'pelvis', 'waist', 'Sacrum', 'low-back']],
    ['sternum', ['Sternum', 'chest', 'thorax']],
    ['head', ['head', 'Forehead']],
    ['leftFoot', ['LeftFoot', 'left_foot', 'foot_left', 'Foot-L', 'LFoot', 'l.foot', 'leftfoot', 'FOOTLEFT']],
    ['rightFoot', ['RightFoot', 'right foot', 'R_Foot', 'footR']],
    ['leftShank', ['LeftAnkle', 'ankle_left', 'left shank', 'left tibia', 'L_LowerLeg']],
    ['rightThigh', ['RightThigh', 'right_upper_leg']],
    ['leftWrist', ['leftWrist', 'wrist-l']],
  ])('is %s under any of its names', (site, names) => {
    for (const name of names) expect(sitesOf([name]), name).toEqual([site]);
  });

  it.each([['UpperArm left', 'upperArmLeft'], ['hip', 'hip'], ['IMU 12', 'imu12'], ['left', 'left'], ['Épaule gauche', 'épauleGauche']])('keeps the unknown name %s as %s', (name, site) => {
    expect(sitesOf([name])).toEqual([site]);
  });

  it('gives the lower back to the better name when two sensors claim it', () => {
    expect(sitesOf(['Pelvis', 'L5', 'LeftFoot'])).toEqual(['pelvis', 'lowerBack', 'leftFoot']);
  });

  it('gives two names that cannot be told apart the same site', () => {
    expect(sitesOf(['left foot', 'LeftFoot'])).toEqual(['leftFoot', 'leftFoot']);
  });
});
