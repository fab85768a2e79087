import type { ReadonlySignal } from '@preact/signals';
import type { LiveSensor } from '../../model/live.ts';
import { Facts } from '../parts/facts.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { decimal, withUnit } from '../words/numbers.ts';
import type { Feed } from './feed.ts';
import { batteryWords, endOfId, gapWords, lossWords, signalWords } from './strength.ts';
import { TraceBuffer } from './traceBuffer.ts';
import { TracePlot } from './tracePlot.tsx';

/** A sign beside the words of a state; the words say it. */
const signs: Record<LiveSensor['state'], string> = { waiting: '○', connecting: '◌', starting: '◔', streaming: '●', reconnecting: '↻', stopped: '■', failed: '✕' };

interface Props {
  readonly sensor: LiveSensor;
  readonly feed: Feed;
  readonly newestS: () => number;
  readonly held: ReadonlySignal<boolean>;
}

/** How one sensor is doing, and what it sends. */
export function SensorCard({ sensor, feed, newestS, held }: Props) {
  const site = wordOf(sensor.site);
  let buffer = feed.traces.get(sensor.site);
  if (!buffer) feed.traces.set(sensor.site, (buffer = new TraceBuffer()));
  const rate = sensor.effectiveHz === null ? live.sensors.notKnown : live.quality.rateOf(decimal(sensor.effectiveHz, 1), withUnit(sensor.rateHz, 0, 'Hz'));
  return (
    <article class="sensorCard" data-site={sensor.site} data-state={sensor.state} aria-label={capital(site)}>
      <header>
        <h3>
          {capital(site)}{' '}
          <span class="quiet">
            {sensor.label}, {live.sensors.ending(endOfId(sensor.id))}
          </span>
        </h3>
        <p class="sensorState">
          <span aria-hidden="true">{signs[sensor.state]}</span> {live.states[sensor.state]}
        </p>
      </header>
      <Facts
        facts={[
          [live.quality.lost, lossWords(sensor.lossPct, sensor.lossUncertain)],
          [live.quality.signal, signalWords(sensor.rssi)],
          [live.quality.battery, batteryWords(sensor.batteryPct)],
          [live.quality.rate, rate],
          [live.quality.gap, gapWords(sensor.maxGapMs)],
          [live.quality.reconnects, live.quality.times(sensor.reconnects)],
        ]}
      />
      {sensor.badPackets > 0 && <p class="quiet">{live.quality.bad(sensor.badPackets)}</p>}
      {sensor.weaknesses.map((sentence) => (
        <p key={sentence} class="quiet">
          {sentence}
        </p>
      ))}
      <TracePlot label={live.traces.plot(site)} buffer={buffer} contacts={() => feed.contacts.peek().filter((contact) => contact.site === sensor.site)} marks={() => feed.marks.peek()} newestS={newestS} held={held} />
    </article>
  );
}
