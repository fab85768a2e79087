import type { FoundSensor } from '../../../model/index.ts';
import type { SensorModel } from '../../sensors/define.ts';
import { modelOf } from '../../sensors/index.ts';
import { weaknesses } from '../../sensors/weaknesses.ts';
import type { Advertisement, BleCentral } from './central.ts';

export interface FindOptions {
  readonly seconds: number;
  readonly signal?: AbortSignal;
  /** Models described in files. */
  readonly extraModels?: readonly SensorModel[];
  /** Called when the radio is on and the seconds begin. */
  readonly onListening?: () => void;
  /** Called when a device is heard for the first time, and again when it turns out what it is. */
  readonly onFound?: (found: FoundSensor) => void;
}

/**
 * Everything heard in so many seconds, strongest first; `supported` tells the sensors from the rest.
 * @throws AppError NO_BLUETOOTH; the signal's reason
 */
export async function findSensors(central: BleCentral, { seconds, signal, extraModels = [], onListening, onFound }: FindOptions): Promise<readonly FoundSensor[]> {
  const found = new Map<string, FoundSensor>();
  const take = (heard: Advertisement): void => {
    const known = found.get(heard.id);
    const sensor = describe(heard, extraModels, known);
    found.set(heard.id, sensor);
    if (known?.model !== sensor.model) onFound?.(sensor);
  };
  await central.ready({ signal });
  onListening?.();
  const end = AbortSignal.timeout(1000 * seconds);
  await central.scan(take, signal ? AbortSignal.any([signal, end]) : end);
  signal?.throwIfAborted();
  return [...found.values()].sort((a, b) => (b.rssi ?? -Infinity) - (a.rssi ?? -Infinity));
}

/** A name or a model once told stays: not every advertisement holds everything. */
function describe(heard: Advertisement, extraModels: readonly SensorModel[], known: FoundSensor | undefined): FoundSensor {
  const name = heard.name ?? known?.name ?? null;
  const rssi = heard.rssi ?? known?.rssi ?? null;
  if (known?.supported) return { ...known, name, rssi };
  const model = modelOf({ ...heard, name }, extraModels);
  const capabilities = model?.capabilities({ rateHz: model.defaultRateHz }) ?? null;
  return {
    id: heard.id,
    model: model?.id ?? null,
    name,
    rssi,
    supported: model !== null,
    capabilities,
    weaknesses: model && capabilities ? weaknesses(capabilities, model.defaultRateHz) : [],
  };
}
