import type { RawEntry, SessionHeader } from './entries.ts';
import { byteFault } from './fault.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A log of some bytes must not ask for a grid of years. */
const LONGEST_SESSION_MS = 7 * 24 * 3600 * 1000;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Becomes part of file names. */
const isLabel = (value: unknown): boolean => isText(value) && /^[A-Za-z0-9]+$/.test(value);
/** Becomes the name of a folder. */
const isSessionId = (value: unknown): boolean => isText(value) && /^[A-Za-z0-9_-]{1,64}$/.test(value);
const isOptional = (value: unknown, holds: (value: unknown) => boolean): boolean => value === undefined || holds(value);

/**
 * Holds an entry against what the types promise: a log may come from anywhere.
 * @param header the log's own; null before it was read
 * @throws AppError BAD_RECORDING naming the byte
 */
export function checkEntry(entry: RawEntry, header: SessionHeader | null, path: string, at: number): void {
  const fault = entry.kind === 'header' ? headerFault(entry.header as unknown as Fields)
    : header === null ? 'the log does not begin with its header; the first bytes of the file are damaged or missing, so nobody can tell which sensor sent what. Look for a copy.'
      : entry.kind === 'mark' ? markFault(entry.mark, header)
        : entry.packet.sensor >= header.sensors.length || !isInSession(entry.packet.arrivalMs, header) ? 'the packet is of no sensor of this log, or of no time; the log was not written by this software.' : null;
  if (fault !== null) throw byteFault(path, at, fault);
}

/** Written so that NaN is refused too. */
function isInSession(timeMs: number, { startedMs }: SessionHeader): boolean {
  return Math.abs(timeMs - startedMs) <= LONGEST_SESSION_MS;
}

function headerFault(header: Fields): string | null {
  const { schema, sensors } = header;
  if (schema !== 'surefoot.rawLog/1') return `the schema is ${JSON.stringify(schema)}, this version reads "surefoot.rawLog/1"; update the software.`;
  const wrong = [
    ['sessionId', isSessionId(header.sessionId)], ['software', isText(header.software)],
    ['startedAt', isText(header.startedAt) && !Number.isNaN(Date.parse(header.startedAt))], ['startedMs', isNumber(header.startedMs)],
    ['subject', isLabel(header.subject)], ['task', isLabel(header.task)],
    ['participant', isOptional(header.participant, isFields)], ['patientId', isOptional(header.patientId, isText)], ['protocol', isOptional(header.protocol, isText)],
    ['visit', isOptional(header.visit, (visit) => isFields(visit) && isText(visit.visitId) && isText(visit.attemptId))],
    ['sensors', Array.isArray(sensors) && sensors.length > 0 && sensors.every(isSensor)],
  ].find(([, isRight]) => isRight === false);
  if (wrong === undefined && new Set((sensors as Fields[]).map(({ site }) => site)).size < (sensors as Fields[]).length) {
    return 'two sensors of the header are worn at the same site; the log was not written by this software.';
  }
  return wrong === undefined ? null : `the header's "${String(wrong[0])}" is not what it should be; the log was not written by this software.`;
}

function isSensor(value: unknown): boolean {
  if (!isFields(value) || !isFields(value.settings)) return false;
  return isText(value.id) && isText(value.model) && (value.name === null || isText(value.name)) && isText(value.site) && value.site.trim() !== '' && !/\p{Cc}/u.test(value.site)
    && isNumber(value.settings.rateHz) && value.settings.rateHz > 0 && isOptional(value.settings.mode, isText);
}

function markFault(mark: Fields, header: SessionHeader): string | null {
  const sensors = header.sensors.length;
  const isSensorNumber = Number.isInteger(mark.sensor) && (mark.sensor as number) >= 0 && (mark.sensor as number) < sensors;
  const isRight = isNumber(mark.timeMs) && isInSession(mark.timeMs, header) && (
    mark.mark === 'connected' ? isSensorNumber && isOptional(mark.firmware, isText)
      : mark.mark === 'disconnected' ? isSensorNumber && (mark.reason === null || isText(mark.reason))
        : mark.mark === 'battery' ? isSensorNumber && isNumber(mark.pct)
          : mark.mark === 'notice' ? (mark.sensor === null || isSensorNumber) && isText(mark.code) && isText(mark.message)
            : mark.mark === 'event' ? isText(mark.type) && isNumber(mark.durationS) && mark.durationS >= 0
              : mark.mark === 'stopped');
  return isRight ? null : 'the mark that stands here is none that this version knows; update the software.';
}
