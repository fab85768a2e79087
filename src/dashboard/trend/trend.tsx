import { useId, useState } from 'preact/hooks';
import type { MetricView } from '../../api/schemas/catalogue.ts';
import { series } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { groupsOf } from '../measurements/catalogue.ts';
import { Empty, Loaded } from '../parts/states.tsx';
import type { Drawing } from '../signal/plot.tsx';
import { axis, Plot } from '../signal/plot.tsx';
import type { Colours } from '../signal/theme.ts';
import { capital, wordOf } from '../words/lists.ts';
import { date, decimal, shortDate, withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import type { Point } from './points.ts';
import { axisRange, trendInWords } from './points.ts';

const FIRST_CHOICE = 'gait.walkingSpeed';

function drawing(points: readonly Point[], metric: MetricView, colours: Colours): Drawing {
  const values = points.map((point) => point.value);
  return {
    data: [points.map((point) => Date.parse(point.time) / 1000), values],
    options: {
      height: 200,
      legend: { show: false },
      padding: [8, 48, 0, 0],
      scales: { x: { time: true }, y: { range: axisRange(points, metric) } },
      axes: [
        axis(colours, { size: 36, space: 120, values: (_, times) => times.map((time) => shortDate(time * 1000)) }),
        axis(colours, { size: 60, space: 32, values: (_, shown) => shown.map((value) => decimal(value, metric.digits)) }),
      ],
      series: [{}, { stroke: colours.trace, width: 1.5, points: { show: true, size: 9, width: 2, fill: colours.paper, stroke: colours.trace } }],
      cursor: { show: false },
    },
  };
}

function Values({ points, metric }: { points: readonly Point[]; metric: MetricView }) {
  if (points.length === 0) return <Empty>{text.patient.trendNone}</Empty>;
  const first = points[0];
  const last = points.at(-1)!;
  const shown = (value: number) => withUnit(value, metric.digits, metric.unitLabel);
  return (
    <>
      {points.length < 2 ? (
        <p class="quiet">{text.patient.trendFew}</p>
      ) : (
        <>
          {trendInWords(points, metric).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <Plot
            label={text.patient.chart(metric.label, points.length, `${shown(first.value)} (${date(first.time)})`, `${shown(last.value)} (${date(last.time)})`)}
            draw={(colours) => drawing(points, metric, colours)}
            inputs={[points, metric]}
          />
        </>
      )}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{text.patient.taken}</th>
              <th scope="col" class="number">
                {metric.label}
              </th>
              <th scope="col">{text.patient.test}</th>
              <th scope="col">{text.patient.algorithm}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={`${point.trialId} ${point.algorithm}`}>
                <th scope="row">
                  <a href={`/assessments/${point.assessmentId}`}>{date(point.time)}</a>
                </th>
                <td class="number">{shown(point.value)}</td>
                <td>{point.protocol === undefined ? text.app.notKnown : capital(wordOf(point.protocol))}</td>
                <td>
                  <code>{point.algorithm}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** One measurement of one patient over all assessments. */
export function Trend({ patientId, metrics }: { patientId: string; metrics: readonly MetricView[] }) {
  const [chosen, setChosen] = useState(metrics.some((metric) => metric.id === FIRST_CHOICE) ? FIRST_CHOICE : (metrics[0]?.id ?? ''));
  const selectId = useId();
  const metric = metrics.find((one) => one.id === chosen);
  const found = useResource(metric ? `${patientId} ${metric.id}` : null, (signal) => series(patientId, chosen, signal));
  if (!metric) return null;
  return (
    <section aria-labelledby="trend-title">
      <h2 id="trend-title">{text.patient.trend}</h2>
      <div class="field">
        <label for={selectId}>{text.patient.trendMetric}</label>
        <select id={selectId} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          {groupsOf(metrics).map((group) => (
            <optgroup key={group.id} label={capital(wordOf(group.kind))}>
              {group.metrics.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <Loaded resource={found}>{(loaded) => <Values points={loaded.points} metric={metric} />}</Loaded>
    </section>
  );
}
