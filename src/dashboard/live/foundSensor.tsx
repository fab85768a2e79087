import { useId } from 'preact/hooks';
import type { KnownSite } from '../../model/axes.ts';
import type { FoundSensor } from '../../model/live.ts';
import { Facts } from '../parts/facts.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { SITES } from './sites.ts';
import { batteryWords, endOfId, signalWords } from './strength.ts';

interface Props {
  readonly sensor: FoundSensor;
  /** "Sensor 2": its place in the list. */
  readonly name: string;
  readonly model: string;
  /** Where it is worn; null while it is not used. */
  readonly site: KnownSite | null;
  readonly onUse: (use: boolean) => void;
  readonly onSite: (site: KnownSite) => void;
}

/** One sensor that was heard: whether it is used, and where it is worn. */
export function FoundSensorRow({ sensor, name, model, site, onUse, onSite }: Props) {
  const id = useId();
  return (
    <li class="foundSensor" data-sensor={sensor.id}>
      <label class="choice">
        <input type="checkbox" checked={site !== null} onChange={(event) => onUse(event.currentTarget.checked)} aria-label={live.sensors.use(name)} aria-describedby={`${id}-who`} />
        <strong>{name}</strong>
      </label>
      <span class="who quiet" id={`${id}-who`}>
        {sensor.name ?? model}, {live.sensors.ending(endOfId(sensor.id))}
      </span>
      <Facts
        facts={[
          [live.sensors.model, model],
          [live.sensors.signal, signalWords(sensor.rssi)],
          [live.sensors.battery, batteryWords(sensor.batteryPct, live.sensors.notTold)],
        ]}
      />
      {sensor.weaknesses.length > 0 && (
        <ul class="weaknesses" aria-label={live.sensors.weak}>
          {sensor.weaknesses.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {site !== null && (
        <div class="field">
          <label for={`${id}-site`}>
            {live.sensors.siteShort}
          </label>
          <select id={`${id}-site`} aria-label={live.sensors.site(name)} value={site} onChange={(event) => onSite(event.currentTarget.value as KnownSite)}>
            {SITES.map((one) => (
              <option key={one} value={one}>
                {capital(wordOf(one))}
              </option>
            ))}
          </select>
        </div>
      )}
    </li>
  );
}
