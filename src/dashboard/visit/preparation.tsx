import { useState } from 'preact/hooks';
import type { VisitView } from '../../api/schemas/visits.ts';
import type { KnownSite } from '../../model/axes.ts';
import type { VisitCircumstances } from '../../model/visit.ts';
import { prepare } from '../client/visits.ts';
import { SensorStep } from '../live/sensorStep.tsx';
import type { Worn } from '../live/sites.ts';
import { visit as words } from '../words/visit.ts';
import { CircumstanceFields } from './circumstances.tsx';
import { StepButton, StepProblem } from './parts.tsx';
import { StepTitle } from './stepTitle.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  /** Names of sensor models by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly requiredSites: readonly string[];
  /** The server can record. */
  readonly hasRadio: boolean;
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
  readonly onDone: () => void;
}

/** What is worn: sensors, walking aid, shoes. */
export function PreparationStep({ visit, labels, requiredSites, hasRadio, focus, onVisit, onDone }: Props) {
  const [worn, setWorn] = useState<Worn>(() => visit.sensors.map(({ id, site }) => ({ id, site: site as KnownSite })));
  const [circumstances, setCircumstances] = useState<VisitCircumstances>(visit.circumstances);
  const { busy, problem, take } = useStep(onVisit);
  const save = async () => {
    if (await take(() => prepare(visit.id, { sensors: [...worn], circumstances }))) onDone();
  };
  return (
    <section class="panel step">
      <StepTitle title={words.prepare.title} focus={focus} />
      <p>{words.prepare.about}</p>
      <CircumstanceFields id="prepare" value={circumstances} onValue={setCircumstances} fields={['walkingAid', 'footwear', 'assistance']} />
      {hasRadio ? (
        <SensorStep worn={worn} onWorn={setWorn} labels={labels} requiredSites={requiredSites} error={null} />
      ) : (
        <p class="notice cautious">{words.prepare.noRadio}</p>
      )}
      <StepProblem problem={problem} />
      <p class="actions">
        <StepButton busy={busy} primary onPress={() => void save()}>
          {worn.length > 0 ? words.prepare.done : words.prepare.without}
        </StepButton>
        {worn.length === 0 && hasRadio && <span class="quiet">{words.prepare.withoutHint}</span>}
      </p>
    </section>
  );
}
