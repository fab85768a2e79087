import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../src/dashboard/router.ts';

describe('routeOf', () => {
  it.each([
    ['/', { page: 'home' }],
    ['/set-up', { page: 'setUp' }],
    ['/sign-in', { page: 'signIn' }],
    ['/patients', { page: 'patients' }],
    ['/patients/', { page: 'patients' }],
    ['/patients/a1_B-2', { page: 'patient', id: 'a1_B-2' }],
    ['/assessments/77', { page: 'assessment', id: '77' }],
    ['/record', { page: 'live', id: null }],
    ['/record/a1', { page: 'live', id: 'a1' }],
    ['/guide', { page: 'visits', id: null }],
    ['/guide/p1', { page: 'visits', id: 'p1' }],
    ['/visits/v1', { page: 'visit', id: 'v1' }],
  ])('reads %s', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it.each(['/nothing', '/patients/1/2', '/assessments', '/patients/%2e%2e', '/assessments/a%20b'])('has no page for %s', (path) => {
    expect(routeOf(path)).toEqual({ page: 'notFound' });
  });
});
