import type { RecordingFormat } from './define.ts';
import { axivityCwa } from './axivityCwa.ts';
import { bidsMotion } from './bidsMotion.ts';
import { csv } from './csv.ts';
import { movellaDot } from './movellaDot.ts';
import { packed } from './packed.ts';
import { parquet } from './parquet.ts';
import { rawLog } from './rawLog.ts';

/** Every recording format, in the order in which they are asked. */
export const formats: readonly RecordingFormat[] = [bidsMotion, movellaDot, csv, axivityCwa, rawLog, packed, parquet];
