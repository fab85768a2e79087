import type { RecordingFormat } from './define.ts';
import { bidsMotion } from './bidsMotion.ts';

/** Every recording format, in the order in which they are asked. */
export const formats: readonly RecordingFormat[] = [bidsMotion];
