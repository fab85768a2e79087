import { createHash } from 'node:crypto';
import type { RecordedSensor, RecordingEvent, SensorMetadata, SessionMetadata } from '../../model/index.ts';
import { weaknesses } from '../sensors/weaknesses.ts';
import type { DecodedLog } from './decode.ts';
import type { SessionMark } from './entries.ts';
import { NOT_KEPT } from './writer.ts';

/** What is kept of each sensor, in the order of the header. */
export function describeSensors({ header, sensors, marks, grid }: DecodedLog): SensorMetadata[] {
  return sensors.map(({ logged, model, badPackets }, i): SensorMetadata => {
    const { quality, segments } = grid.sensors[i];
    const capabilities = model.capabilities(logged.settings);
    const own = marks.filter((mark) => 'sensor' in mark && mark.sensor === i);
    const batteries = own.flatMap((mark) => (mark.mark === 'battery' ? [mark.pct] : []));
    const firmwares = own.flatMap((mark) => (mark.mark === 'connected' && mark.firmware !== undefined ? [mark.firmware] : []));
    const { rateHz, mode } = header.sensors[i].settings;
    return {
      site: logged.site,
      model: model.id,
      label: model.label,
      rateHz,
      mode: mode ?? null,
      time: capabilities.time,
      deviceSha256: createHash('sha256').update(logged.id).digest('hex'),
      firmware: firmwares.at(-1) ?? null,
      batteryStartPct: batteries[0] ?? null,
      batteryEndPct: batteries.at(-1) ?? null,
      ...quality,
      badPackets,
      weaknesses: weaknesses(capabilities, rateHz),
      interruptions: interruptions(own, (timeMs) => millis((timeMs - grid.startMs) / 1000)),
      clock: segments,
    };
  });
}

/** The same as `surefoot.record/1` tells it. */
export function describeRecorded({ header }: DecodedLog, sensors: readonly SensorMetadata[]): RecordedSensor[] {
  return sensors.map(({ site, model, samples, lost, lossUncertain, lossPct, maxGapMs, effectiveHz, skewPpm, residualMs, reconnects, badPackets, batteryEndPct }, i) =>
    ({ id: header.sensors[i].id, model, site, samples, lost, lossUncertain, lossPct, maxGapMs, effectiveHz, skewPpm, residualMs, reconnects, badPackets, batteryPct: batteryEndPct }));
}

export function describeSession({ header, marks, grid, end }: DecodedLog): SessionMetadata {
  const notKept = marks.flatMap((mark) => (mark.mark === 'notice' && mark.code === NOT_KEPT ? [Number.parseInt(mark.message, 10) || 1] : []));
  return {
    id: header.sessionId,
    software: header.software,
    startedAt: new Date(Date.parse(header.startedAt) + grid.startMs - header.startedMs).toISOString(),
    complete: end.complete,
    tornBytes: end.tornBytes,
    damagedBytes: end.damage.bytes,
    packetsNotKept: notKept.reduce((sum, packets) => sum + packets, 0),
  };
}

/** Protocol marks, from the first sample on. */
export function describeEvents({ marks, grid }: DecodedLog): RecordingEvent[] {
  return marks
    .flatMap((mark) => (mark.mark === 'event' ? [{ onsetS: millis((mark.timeMs - grid.startMs) / 1000), durationS: mark.durationS, type: plainWord(mark.type) }] : []))
    .sort((a, b) => a.onsetS - b.onsetS);
}

/** A connection that we ended ourselves is no interruption unless it came back. */
function interruptions(marks: readonly SessionMark[], timeS: (timeMs: number) => number): SensorMetadata['interruptions'] {
  const found: { startS: number; endS: number | null }[] = [];
  let gone: Extract<SessionMark, { mark: 'disconnected' }> | null = null;
  for (const mark of marks) {
    if (mark.mark === 'disconnected') gone ??= mark;
    if (mark.mark !== 'connected') continue;
    if (gone) found.push({ startS: timeS(gone.timeMs), endS: timeS(mark.timeMs) });
    gone = null;
  }
  if (gone && gone.reason !== null) found.push({ startS: timeS(gone.timeMs), endS: null });
  return found;
}

/** What a cell of a table holds. */
function plainWord(word: string): string {
  return word.replace(/\p{Cc}+/gu, ' ').trim() || 'n/a';
}

function millis(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
