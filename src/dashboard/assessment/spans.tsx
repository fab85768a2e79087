import type { AnalysisDocument } from '../../model/analysis.ts';
import { Empty } from '../parts/states.tsx';
import { capital, wordOf } from '../words/lists.ts';
import { decimal, withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';

/** A small table of things that happened in the recording; its heading is its caption's job elsewhere. */
function Spans({ columns, rows, label }: { columns: readonly string[]; rows: readonly (readonly string[])[]; label: string }) {
  return (
    <div class="scroll">
      <table class="spans" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, i) => (
            <tr key={i}>
              {cells.map((cell, j) => (
                <td key={columns[j]} class="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const startAndLength = (span: { startS: number; endS: number }) => [withUnit(span.startS, 1, 's'), withUnit(span.endS - span.startS, 1, 's')];

/** How long each stance was held and what ended it; what happened within the time of the test. */
export function Stances({ stances }: { stances: AnalysisDocument['stances'] }) {
  const words = text.stances;
  return (
    <>
      <Spans
        label={words.title}
        columns={[words.condition, words.start, words.held, words.ended, words.quiet]}
        rows={stances.map(({ startS, condition, heldS, ended, quiet }) => [
          condition ?? words.notKnown,
          withUnit(startS, 1, 's'),
          heldS === undefined ? words.notKnown : withUnit(heldS, 2, 's'),
          ended === undefined ? words.notKnown : capital(wordOf(ended)),
          quiet === undefined ? words.none : withUnit(quiet.endS - quiet.startS, 1, 's'),
        ])}
      />
      {stances.some(({ events = [] }) => events.length > 0) && (
        <Spans
          label={words.events}
          columns={[words.event, words.start, words.length, words.lean, words.peak]}
          rows={stances.flatMap(({ events = [] }) => events.map(({ kind, leanDeg, peakRateDegPerS, ...span }) => [
            capital(wordOf(kind)),
            ...startAndLength(span),
            `${decimal(leanDeg, 0)}°`,
            peakRateDegPerS === undefined ? words.notKnown : withUnit(peakRateDegPerS, 0, '°/s'),
          ]))}
        />
      )}
    </>
  );
}

export function WalkingBouts({ bouts }: { bouts: AnalysisDocument['walkingBouts'] }) {
  if (bouts.length === 0) return <Empty>{text.bouts.none}</Empty>;
  const words = text.bouts;
  return (
    <Spans
      label={words.title}
      columns={[words.start, words.length, words.strides, words.distance, words.speed, words.cadence]}
      rows={bouts.map((bout) => [
        ...startAndLength(bout),
        String(bout.strideCount),
        bout.lengthM === undefined ? words.withheld : withUnit(bout.lengthM, 1, 'm'),
        bout.walkingSpeedMps === undefined ? words.withheld : withUnit(bout.walkingSpeedMps, 2, 'm/s'),
        withUnit(bout.cadenceSpm, 0, 'steps/min'),
      ])}
    />
  );
}

export function Turns({ turns, hasGyroscope }: { turns: AnalysisDocument['turns']; hasGyroscope: boolean }) {
  if (turns.length === 0) return <Empty>{hasGyroscope ? text.turns.none : text.turns.noGyroscope}</Empty>;
  const words = text.turns;
  return (
    <Spans
      label={words.title}
      columns={[words.start, words.length, words.direction, words.angle, words.peak]}
      rows={turns.map((turn) => [
        ...startAndLength(turn),
        turn.angleDeg >= 0 ? words.left : words.right,
        `${decimal(Math.abs(turn.angleDeg), 0)}°`,
        withUnit(Math.abs(turn.peakVelocityDegPerS), 0, '°/s'),
      ])}
    />
  );
}
