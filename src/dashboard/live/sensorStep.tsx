import { useEffect, useRef, useState } from 'preact/hooks';
import type { FoundSensor } from '../../model/live.ts';
import { scanForSensors } from '../client/api.ts';
import { announce } from '../client/live.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { live } from '../words/live.ts';
import { FoundSensorRow } from './foundSensor.tsx';
import type { Worn } from './sites.ts';
import { inOrder, movedTo, stillThere, withoutSensor, withSensor } from './sites.ts';
import { wordOf } from '../words/lists.ts';

/** Sensors tell of themselves about once a second; some only every two. */
const LISTEN_S = 5;

interface Props {
  readonly worn: Worn;
  readonly onWorn: (worn: Worn) => void;
  /** Names of sensor models by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly requiredSites: readonly string[];
  readonly error: string | null;
}

/** Which sensors are in reach, and where each is worn. */
export function SensorStep({ worn, onWorn, labels, requiredSites, error }: Props) {
  const [found, setFound] = useState<readonly FoundSensor[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [looking, setLooking] = useState(false);
  const scan = useRef<AbortController | null>(null);
  useEffect(() => () => scan.current?.abort(), []);

  async function look(): Promise<void> {
    const controller = new AbortController();
    scan.current = controller;
    setLooking(true);
    setProblem(null);
    try {
      const heard = await scanForSensors(LISTEN_S, controller.signal);
      const known = heard.filter(({ supported }) => supported);
      setFound(heard);
      onWorn(stillThere(worn, known.map(({ id }) => id)));
      announce(known.length === 0 ? live.sensors.none : live.sensors.found(known.length));
    } catch (failure) {
      if (controller.signal.aborted) return;
      setProblem(asProblem(failure));
    }
    setLooking(false);
  }

  const supported = inOrder((found ?? []).filter((sensor) => sensor.supported));
  const others = (found ?? []).filter((sensor) => !sensor.supported);
  const nameOf = (id: string) => live.sensors.number(supported.findIndex((sensor) => sensor.id === id) + 1);
  const place = (id: string, site: Worn[number]['site']) => {
    const displaced = worn.find((one) => one.site === site && one.id !== id);
    const moved = movedTo(worn, id, site);
    onWorn(moved);
    if (displaced) announce(live.sensors.moved(nameOf(displaced.id), wordOf(moved.find((one) => one.id === displaced.id)?.site ?? '')));
  };
  const missing = requiredSites.filter((site) => worn.every((one) => one.site !== site));

  return (
    <>
      <p>{live.sensors.about}</p>
      <button
        type="button"
        id="live-look"
        aria-disabled={looking}
        aria-describedby={error === null ? undefined : 'live-sensors-error'}
        onClick={() => {
          if (!looking) void look();
        }}
      >
        {looking ? live.sensors.looking(LISTEN_S) : found === null ? live.sensors.look : live.sensors.again}
      </button>
      {looking && <progress class="looking" aria-label={live.sensors.looking(LISTEN_S)} />}
      {problem && (
        <p class="formError" role="alert">
          {problem.message}
        </p>
      )}
      {error !== null && (
        <p class="fieldError" id="live-sensors-error">
          {error}
        </p>
      )}
      {found !== null && supported.length === 0 && <p class="notice">{live.sensors.none}</p>}
      {supported.length > 0 && (
        <>
          <ul class="found">
            {supported.map((sensor) => (
              <FoundSensorRow
                key={sensor.id}
                sensor={sensor}
                name={nameOf(sensor.id)}
                model={labels.get(sensor.model ?? '') ?? sensor.model ?? ''}
                site={worn.find(({ id }) => id === sensor.id)?.site ?? null}
                onUse={(use) => onWorn(use ? withSensor(worn, sensor.id) : withoutSensor(worn, sensor.id))}
                onSite={(site) => place(sensor.id, site)}
              />
            ))}
          </ul>
          {supported.length > 1 && <p class="quiet">{live.sensors.which}</p>}
        </>
      )}
      {worn.length > 0 && missing.length > 0 && <p class="notice cautious">{live.sensors.missingSite(missing.map(wordOf).join(', '))}</p>}
      {others.length > 0 && (
        <details class="quiet">
          <summary>{live.sensors.others(others.length)}</summary>
          <ul>
            {others.map(({ id, name }) => (
              <li key={id}>
                {name ?? live.sensors.noName}, {live.sensors.ending(id.slice(-4))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
