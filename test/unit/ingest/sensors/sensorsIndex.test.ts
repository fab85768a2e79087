import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelById, modelOf, sensorModels } from '../../../../src/ingest/sensors/index.ts';
import type { SensorModel } from '../../../../src/ingest/sensors/define.ts';

const folder = join(import.meta.dirname, '../../../../src/ingest/sensors');
/** Files of the room that are no model; generic.ts makes models of files. */
const OTHERS = ['define', 'index', 'generic', 'weaknesses'];
const heard = (name: string) => ({ id: 'x', name, rssi: -50, services: [], manufacturerData: null });

describe('the list of sensor models', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3)).filter((name) => !OTHERS.includes(name));

  it.each(files)('holds every model of %s.ts', async (file) => {
    const exported = Object.values((await import(`../../../../src/ingest/sensors/${file}.ts`)) as Record<string, unknown>);
    const models = exported.filter((value) => typeof value === 'object' && value !== null && 'recognises' in value);
    expect(models.length).toBeGreaterThan(0);
    for (const model of models) expect(sensorModels).toContain(model);
  });

  it('finds each by its id, and no other', () => {
    for (const model of sensorModels) expect(modelById(model.id)).toBe(model);
    expect(modelById('no-such-sensor')).toBeNull();
  });

  it('tells the model of a device by what it advertises', () => {
    expect(modelOf(heard('Movella DOT'))?.id).toBe('movella-dot');
    expect(modelOf(heard('Headphones'))).toBeNull();
  });

  it('asks described sensors first', () => {
    const own: SensorModel = { ...sensorModels[0], id: 'own', recognises: ({ name }) => name === 'Movella DOT' };
    expect(modelOf(heard('Movella DOT'), [own])).toBe(own);
    expect(modelOf(heard('Xsens DOT'), [own])?.id).toBe('movella-dot');
  });
});
