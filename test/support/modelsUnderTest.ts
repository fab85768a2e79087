import { readFileSync } from 'node:fs';
import type { SensorModel } from '../../src/ingest/sensors/define.ts';
import { genericSensor } from '../../src/ingest/sensors/generic.ts';
import { sensorModels } from '../../src/ingest/sensors/index.ts';
import { packetFixtures } from './packetFixtures.ts';
import type { PacketCase } from './packetFixtures.ts';

const EXAMPLE = 'docs/examples/arduino-nano33.json';

export interface ModelUnderTest {
  readonly id: string;
  readonly model: SensorModel;
  readonly cases: readonly PacketCase[];
}

/** Every built-in model, and the example of a board that is described in a file, with their bundled packets. */
export const modelsUnderTest: readonly ModelUnderTest[] = [
  ...sensorModels.map((model) => ({ id: model.id, model, cases: packetFixtures(model.id) })),
  { id: 'a described board', model: genericSensor(JSON.parse(readFileSync(new URL(`../../${EXAMPLE}`, import.meta.url), 'utf8')), EXAMPLE), cases: packetFixtures('generic') },
];
