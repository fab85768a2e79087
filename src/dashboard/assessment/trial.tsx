import type { TrialView } from '../../api/schemas/assessments.ts';
import type { AnalysisDocument } from '../../model/analysis.ts';
import type { Catalogue } from '../measurements/catalogue.ts';
import { MeasurementTable } from '../measurements/table.tsx';
import { Facts } from '../parts/facts.tsx';
import { Empty } from '../parts/states.tsx';
import { SignalSection } from '../signal/section.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { duration, withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import { visit } from '../words/visit.ts';
import { circumstancesInWords } from './head.tsx';
import { Quality } from './quality.tsx';
import { Stances, Turns, WalkingBouts } from './spans.tsx';

function About({ document }: { document: AnalysisDocument }) {
  const { recording } = document;
  const words = text.assessment.recording;
  return (
      <Facts
        facts={[
          [words.file, recording.path, 'wide'],
          [words.sha256, <code key="sha256" class="hash">{recording.sha256}</code>, 'wide'],
          [words.duration, duration(recording.durationS)],
          [words.rate, withUnit(recording.sampleRateHz, 0, 'Hz')],
          [words.sites, recording.sites.map(wordOf).join(', ')],
          [words.loss, withUnit(recording.lossPct, 2, '%')],
          [words.software, <code key="software">{document.software}</code>],
          [
            words.algorithms,
            <details key="algorithms">
              <summary>{words.algorithmCount(document.algorithms.length)}</summary>
              <code>{document.algorithms.join(', ')}</code>
            </details>,
            'wide',
          ],
        ]}
      />
  );
}

interface Props {
  readonly assessmentId: string;
  readonly trial: TrialView;
  readonly title: string;
  readonly anchor: string;
  readonly catalogue: Catalogue;
}

/** One test of an assessment: how it was done, how good the recording is, what was measured and from what signal. */
export function Trial({ assessmentId, trial, title, anchor, catalogue }: Props) {
  const document = trial.analysis;
  // Who stands still neither walks nor turns.
  const isStance = document !== undefined && document.stances.length > 0 && document.walkingBouts.length === 0;
  return (
    <section aria-labelledby={anchor} class="trial">
      <h2 id={anchor} tabIndex={-1}>
        {title}
        {trial.setAside && <span class="tag caution">{visit.summary.setAside}</span>}
      </h2>
      <Facts
        facts={[
          [text.assessment.outcome, capital(wordOf(trial.outcome))],
          ...(trial.note === undefined ? [] : [[visit.summary.note, trial.note, 'wide'] as const]),
          [text.assessment.circumstances, capital(circumstancesInWords({ ...document?.circumstances, ...trial.circumstances })), 'wide'],
        ]}
      />
      {!document ? (
        <Empty>{text.assessment.noAnalysis}</Empty>
      ) : (
        <>
          <h3>{text.quality.title}</h3>
          <Quality quality={document.quality} />
          <h3>{text.metrics.title}</h3>
          <MeasurementTable metrics={document.metrics} catalogue={catalogue} caption={text.metrics.about} test={anchor} beside={trial} />
          <h3>{text.signal.title}</h3>
          <SignalSection assessmentId={assessmentId} trialId={trial.id} hasSignals={trial.hasSignals} document={document} title={title} />
          {document.stances.length > 0 && (
            <>
              <h3>{text.stances.title}</h3>
              <Stances stances={document.stances} />
            </>
          )}
          {!isStance && (
            <>
              <h3>{text.bouts.title}</h3>
              {document.walkingBouts.length > 0 && <p class="quiet">{text.bouts.about}</p>}
              <WalkingBouts bouts={document.walkingBouts} />
              <h3>{text.turns.title}</h3>
              <Turns turns={document.turns} hasGyroscope={!document.quality.findings.some(({ code }) => code === 'NO_GYROSCOPE')} />
            </>
          )}
          <h3>{text.assessment.about}</h3>
          <About document={document} />
        </>
      )}
    </section>
  );
}
