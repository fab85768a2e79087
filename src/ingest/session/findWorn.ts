import { AppError } from '../../model/index.ts';
import type { Site } from '../../model/index.ts';
import type { SensorModel } from '../sensors/define.ts';
import { modelOf } from '../sensors/index.ts';
import type { Advertisement, BleCentral } from '../transports/ble/central.ts';
import type { WornSensor } from './define.ts';
import { siteWords } from './words.ts';

/** A sensor that is to be found. */
export interface WantedSensor {
  /** As `scan` lists it; colons, dashes and capitals do not matter. */
  readonly id: string;
  readonly site: Site;
  /** Samples a second; the model's own where absent. */
  readonly rateHz?: number;
}

export interface FindOptions {
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Models described in files; they are asked first. */
  readonly extraModels?: readonly SensorModel[];
}

/**
 * Listens until every wanted sensor was heard, or the time is over.
 * @returns the sensors in the order in which they are wanted
 * @throws AppError SENSOR_UNREACHABLE naming those that were not heard; BAD_INPUT for a device of no known model or a rate it does
 * not have; NO_BLUETOOTH; the signal's reason
 */
export async function findWorn(central: BleCentral, wanted: readonly WantedSensor[], { seconds, signal, extraModels = [] }: FindOptions): Promise<WornSensor[]> {
  const heard = await listen(central, new Set(wanted.map(({ id }) => plainId(id))), { seconds, signal });
  signal.throwIfAborted();
  const absent = wanted.filter(({ id }) => !heard.has(plainId(id)));
  if (absent.length > 0) {
    const names = absent.map(({ id, site }) => `${id} (${siteWords(site)})`).join(', ');
    throw new AppError('SENSOR_UNREACHABLE', `${absent.length === 1 ? 'This sensor was' : 'These sensors were'} not heard within ${seconds} s: ${names}. Switch ${absent.length === 1 ? 'it' : 'them'} on, bring ${absent.length === 1 ? 'it' : 'them'} near, and end other programs' connections; "surefoot scan" lists what is in reach.`);
  }
  return wanted.map((sensor) => worn(sensor, heard.get(plainId(sensor.id))!, extraModels));
}

/** `D4:22:CD:00:10:01` and `d422cd001001` are the same sensor. */
export function plainId(id: string): string {
  return id.replace(/[:-]/g, '').toLowerCase();
}

async function listen(central: BleCentral, wanted: ReadonlySet<string>, { seconds, signal }: FindOptions): Promise<ReadonlyMap<string, Advertisement>> {
  const heard = new Map<string, Advertisement>();
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  const timer = setTimeout(stop, seconds * 1000);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    await central.scan((advertisement) => {
      const id = plainId(advertisement.id);
      if (!wanted.has(id)) return;
      // The name often comes in a second part.
      const before = heard.get(id);
      heard.set(id, { ...advertisement, name: advertisement.name ?? before?.name ?? null });
      if (heard.size === wanted.size) stop();
    }, enough.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  return heard;
}

function worn({ id, site, rateHz }: WantedSensor, heard: Advertisement, extraModels: readonly SensorModel[]): WornSensor {
  const model = modelOf(heard, extraModels);
  if (!model) {
    throw new AppError('BAD_INPUT', `Sensor ${id}${heard.name === null ? '' : ` ("${heard.name}")`} is of no model that is known here; describe it with --sensor-file, or choose another.`, { field: 'sensor' });
  }
  const settings = { rateHz: rateHz ?? model.defaultRateHz };
  const { ratesHz } = model.capabilities({ rateHz: model.defaultRateHz });
  if (!ratesHz.includes(settings.rateHz)) {
    throw new AppError('BAD_INPUT', `The ${model.label} on the ${siteWords(site)} cannot send ${settings.rateHz} samples a second; choose one of ${ratesHz.join(', ')}.`, { field: 'rate' });
  }
  return { id: heard.id, name: heard.name, site, model, settings };
}
