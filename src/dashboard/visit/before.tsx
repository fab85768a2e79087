import { useState } from 'preact/hooks';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import type { VisitTestView, VisitView } from '../../api/schemas/visits.ts';
import type { VisitCircumstances } from '../../model/visit.ts';
import { skipTest, startTest } from '../client/visits.ts';
import type { AnswerField } from '../answers/fields.ts';
import { Instructions } from '../live/testStep.tsx';
import { TextField } from '../parts/textField.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';
import { placementOf, visit as words } from '../words/visit.ts';
import { CircumstanceFields, CourseField, courseFrom } from './circumstances.tsx';
import { OutcomeForm } from './outcome.tsx';
import { StepButton, StepProblem } from './parts.tsx';
import { acceptedAttempt, lostBecause } from './stage.ts';
import { StepTitle } from './stepTitle.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly test: VisitTestView;
  readonly protocol: ProtocolView;
  readonly fields: readonly AnswerField[];
  readonly hasRadio: boolean;
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
  readonly onPrepare: () => void;
}

/** Before a test: what to say, what to have ready, what is worn, and the ways on. */
export function BeforeTest({ visit, test, protocol, fields, hasRadio, focus, onVisit, onPrepare }: Props) {
  const [circumstances, setCircumstances] = useState<VisitCircumstances>(visit.circumstances);
  const [course, setCourse] = useState(String(visit.circumstances.courseLengthM ?? protocol.circumstances?.courseLengthM ?? ''));
  const [why, setWhy] = useState('');
  const { busy, problem, take } = useStep(onVisit);
  const metres = courseFrom(course);
  const own: VisitCircumstances = { ...circumstances, ...(typeof metres === 'number' ? { courseLengthM: metres } : {}) };
  const missing = protocol.requiredSites.filter((site) => visit.sensors.every((sensor) => sensor.site !== site));
  const lost = lostBecause(test);
  const canRecord = hasRadio && visit.sensors.length > 0;

  return (
    <>
      <section class="panel">
        <StepTitle title={protocol.label} focus={focus} />
        {lost !== null && <p class="notice cautious">{words.test.lost(lost)}</p>}
        {acceptedAttempt(test) && <p class="notice">{words.test.counts}</p>}
        {test.skipped && <p class="notice">{test.skipped.reason}</p>}
        <div class="sayAndShow">
          <div>
            <Instructions protocol={protocol} />
          </div>
          <div>
            {protocol.prepare && (
              <>
                <h3>{words.test.prepare}</h3>
                <ul>
                  {protocol.prepare.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              </>
            )}
            <h3>{words.test.wear}</h3>
            <ul>
              {visit.sensors.map(({ site }) => (
                <li key={site}>{words.test.wear1(capital(wordOf(site)), placementOf(site))}</li>
              ))}
              {visit.sensors.length === 0 && <li>{capital(words.prepare.none)}</li>}
            </ul>
            {missing.length > 0 && <p class="notice cautious">{words.test.missing(missing.map(wordOf).join(', '))}</p>}
            <button type="button" class="small" onClick={onPrepare}>
              {words.prepare.change}
            </button>
          </div>
        </div>
        <CircumstanceFields id="before" value={circumstances} onValue={setCircumstances} fields={['walkingAid', 'footwear', 'assistance']} />
        {protocol.reads === 'walk' && <CourseField id="before-course" typed={course} onTyped={setCourse} />}
        <StepProblem problem={problem} />
        {canRecord && (
          <p class="actions">
            <StepButton busy={busy || metres === null} primary big onPress={() => void take(() => startTest(visit.id, { test: visit.current, circumstances: own }))}>
              {busy ? words.test.starting : words.test.start}
            </StepButton>
            <span class="quiet">{test.durationS === null ? words.test.untimed : words.test.timed(withUnit(test.durationS, 0, 's'))}</span>
          </p>
        )}
      </section>
      <details class="panel" open={!canRecord}>
        <summary>
          <strong>{words.test.other}</strong>
        </summary>
        <OutcomeForm visit={visit} attempt={null} fields={fields} circumstances={own} onVisit={onVisit} />
        <TextField label={words.test.skipReason} value={why} onValue={setWhy} />
        <StepButton busy={busy || why.trim() === ''} onPress={() => void take(() => skipTest(visit.id, { test: visit.current, reason: why }))}>
          {words.test.skip}
        </StepButton>
      </details>
    </>
  );
}
