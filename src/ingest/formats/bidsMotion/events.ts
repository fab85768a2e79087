import type { RecordingEvent } from '../../../model/index.ts';
import { damaged, shown } from '../../damage.ts';
import type { TableRow } from '../../table.ts';
import { parseTable } from '../../table.ts';

/** Reads `_events.tsv`, in order of onset. A mark without a word has the type `n/a`. Throws AppError BAD_RECORDING. */
export function parseEvents(path: string, text: string): RecordingEvent[] {
  const { rows } = parseTable(path, text, ['onset', 'duration']);
  const events = rows.map((row): RecordingEvent => {
    const onsetS = seconds(path, row, 'onset');
    if (onsetS === null) throw damaged(path, row.line, 'the event has no onset; write the seconds from the start of the recording.', 'onset');
    const durationS = seconds(path, row, 'duration') ?? 0;
    if (durationS < 0) throw damaged(path, row.line, `the duration ${durationS} is negative; write seconds from 0 on, or n/a.`, 'duration');
    return { onsetS, durationS, type: row.cell('trial_type') ?? 'n/a' };
  });
  return events.sort((a, b) => a.onsetS - b.onsetS);
}

function seconds(path: string, row: TableRow, field: 'onset' | 'duration'): number | null {
  const text = row.cell(field);
  if (text === null) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw damaged(path, row.line, `the ${field} ${shown(text)} is not a number; write seconds.`, field);
  return value;
}
