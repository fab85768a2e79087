import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { LiveSensor } from '../../model/live.ts';
import { capital, wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { StageTitle } from './stageTitle.tsx';
import { gapWords, lossWords } from './strength.ts';

/** What became of every sensor's samples. */
function Arrived({ sensors }: { sensors: readonly LiveSensor[] }) {
  return (
    <div class="scroll" role="region" aria-label={live.done.arrived} tabIndex={0}>
      <table>
        <caption>{live.done.arrived}</caption>
        <thead>
          <tr>
            <th scope="col">{live.done.sensor}</th>
            {[live.done.samples, live.done.lost, live.done.gap, live.done.reconnects].map((title) => (
              <th key={title} scope="col" class="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sensors.map((sensor) => (
            <tr key={sensor.site}>
              <th scope="row">{capital(wordOf(sensor.site))}</th>
              <td class="number">{sensor.samples}</td>
              <td class="number">{lossWords(sensor.lossPct, sensor.lossUncertain)}</td>
              <td class="number">{gapWords(sensor.maxGapMs)}</td>
              <td class="number">{live.quality.times(sensor.reconnects)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Between the stop and the result. */
export function Sealing() {
  return (
    <section class="panel">
      <StageTitle title={live.sealing.title} />
      <p>{live.sealing.about}</p>
      <progress class="looking" aria-label={live.sealing.title} />
    </section>
  );
}

/** Where the recording is, or why there is none. */
export function Result({ session, onAnother }: { session: LiveSessionView; onAnother: () => void }) {
  const failed = session.state === 'failed';
  return (
    <section class={failed ? 'panel problem' : 'panel'}>
      <StageTitle title={failed ? live.failed.title : live.done.title} />
      {failed && <p>{session.message ?? live.failed.unknown}</p>}
      {!failed && session.assessmentId === null && <p>{live.done.noAssessment}</p>}
      <p class="actions">
        {session.assessmentId !== null && (
          <a class="button primary" href={`/assessments/${session.assessmentId}`}>
            {live.done.open}
          </a>
        )}
        <button type="button" onClick={onAnother}>
          {failed ? live.failed.again : live.done.another}
        </button>
      </p>
      {session.sensors.length > 0 && <Arrived sensors={session.sensors} />}
    </section>
  );
}
