import { useId, useMemo, useState } from 'preact/hooks';
import type { AnalysisDocument } from '../../model/analysis.ts';
import { signals } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { Empty, Loaded } from '../parts/states.tsx';
import { decimal } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import { SignalViewer } from './viewer.tsx';
import { partsOf } from './view.ts';

interface Props {
  readonly assessmentId: string;
  readonly trialId: string;
  readonly hasSignals: boolean;
  readonly document: AnalysisDocument;
  /** Of the test. */
  readonly title: string;
}

/** Loads the signal, a long one part by part. */
export function SignalSection({ assessmentId, trialId, hasSignals, document, title }: Props) {
  const parts = useMemo(() => partsOf(document.recording.durationS), [document]);
  const [part, setPart] = useState(0);
  const selectId = useId();
  const { fromS, toS } = parts[part];
  const traces = useResource(hasSignals ? `${assessmentId} ${trialId} ${part}` : null, (signal) => signals(assessmentId, trialId, fromS, toS, signal));
  if (!hasSignals) return <Empty>{text.signal.none}</Empty>;
  return (
    <>
      <p class="quiet screenOnly">{text.signal.about}</p>
      {parts.length > 1 && (
        <div class="field">
          <label for={selectId}>{text.signal.part}</label>
          <select id={selectId} value={String(part)} onChange={(event) => setPart(Number(event.currentTarget.value))}>
            {parts.map((one, i) => (
              <option key={one.fromS} value={String(i)}>
                {text.signal.partOf(decimal(one.fromS / 60, 0), decimal(one.toS / 60, 1))}
              </option>
            ))}
          </select>
        </div>
      )}
      <Loaded resource={traces}>{(loaded) => <SignalViewer key={`${trialId} ${part}`} traces={loaded} document={document} title={title} />}</Loaded>
    </>
  );
}
