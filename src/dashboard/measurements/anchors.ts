/** Where a link to the n-th test of an assessment leads, counted from 0. */
export const testAnchor = (index: number): string => `test-${index + 1}`;

/** Where a link to the numbers of the whole visit leads. */
export const VISIT_ANCHOR = 'visit';

/** Where a link to a measurement leads; an assessment can hold the same measurement of several tests. */
export const metricAnchor = (test: string, id: string): string => `${test}-${id}`;
