import type { Finding, SensorMetadata, SessionMetadata } from '../../../model/index.ts';
import { damaged } from '../../damage.ts';
import { lineOfKey } from '../../jsonText.ts';
import { sessionFindings } from '../../sessionFindings.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isList = (value: unknown, holds: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(holds);

/**
 * What `SurefootSession` and `SurefootSensors` of a `_motion.json` say to whoever reads the recording; nothing where they are absent,
 * as in every recording that was not made of live sensors here.
 * @throws AppError BAD_RECORDING where they are not what sealing writes
 */
export function parseSessionFields(path: string, text: string, session: unknown, sensors: unknown): Finding[] {
  if (session === undefined && sensors === undefined) return [];
  if (!isSession(session)) throw wrong(path, text, 'SurefootSession');
  if (!isList(sensors, isSensor)) throw wrong(path, text, 'SurefootSensors');
  return sessionFindings(session as unknown as SessionMetadata, sensors as SensorMetadata[]);
}

function wrong(path: string, text: string, key: string): Error {
  return damaged(path, lineOfKey(text, key), `${key} is not as Surefoot writes it; copy the file again, or delete SurefootSession and SurefootSensors.`, key);
}

function isSession(value: unknown): value is Fields {
  return isFields(value) && isText(value.id) && isFlag(value.complete) && isNumber(value.tornBytes) && isNumber(value.damagedBytes) && isNumber(value.packetsNotKept);
}

/** The fields that findings are made of. */
function isSensor(value: unknown): boolean {
  return isFields(value) && isText(value.site) && isText(value.label) && isText(value.time) && isNumber(value.samples) && isNumber(value.lost)
    && isFlag(value.lossUncertain) && isNumber(value.badPackets)
    && isList(value.weaknesses, isText)
    && isList(value.interruptions, (item) => isFields(item) && isNumber(item.startS) && (item.endS === null || isNumber(item.endS)))
    && isList(value.clock, (item) => isFields(item) && isNumber(item.startS) && isFlag(item.restarted));
}
