import { basename } from 'node:path';
import type { AppError, Participant, RecordingEvent } from '../../../model/index.ts';
import { damaged } from '../../damage.ts';
import { lineOfKey, parseJsonObject } from '../../jsonText.ts';
import { accelerationFactor, angularRateFactor } from '../../units.ts';
import { PERSON_NUMBERS, SEXES } from '../bidsMotion/participants.ts';

const MIN_RATE_HZ = 1;
const MAX_RATE_HZ = 10_000;
const TIME_S: Readonly<Record<string, number>> = { s: 1, ms: 1e-3, us: 1e-6, 'µs': 1e-6 };

/** What would break a row of a table when the recording is exported. */
const CONTROL = /\p{Cc}/u;

type Fields = Readonly<Record<string, unknown>>;

/** The JSON file beside a CSV, field by field; each field is checked when it is asked for. Faults are AppError BAD_RECORDING with their line. */
export class Sidecar {
  readonly path: string;
  readonly #text: string;
  readonly #fields: Fields;

  constructor(path: string, text: string) {
    this.path = path;
    this.#text = text;
    this.#fields = parseJsonObject(path, text);
  }

  wrong(key: string, what: string): AppError {
    return damaged(this.path, lineOfKey(this.#text, key), what, key);
  }

  get sampleRateHz(): number {
    const rate = this.#fields.sampleRateHz;
    if (rate === undefined) throw this.wrong('sampleRateHz', 'sampleRateHz is missing; add the sampling rate in Hz, such as "sampleRateHz": 100.');
    if (typeof rate !== 'number' || !(rate >= MIN_RATE_HZ && rate <= MAX_RATE_HZ)) {
      throw this.wrong('sampleRateHz', `sampleRateHz is ${JSON.stringify(rate)}; it must be a number from ${MIN_RATE_HZ} to ${MAX_RATE_HZ}, without quotes.`);
    }
    return rate;
  }

  /** Factor of the accelerations to m/s². */
  get acceleration(): number {
    return this.#unit('acceleration', '"m/s^2" or "g"', accelerationFactor);
  }

  /** Factor of the angular rates to deg/s. */
  get angularRate(): number {
    return this.#unit('angularRate', '"deg/s" or "rad/s"', angularRateFactor);
  }

  /** Seconds in one unit of the time column. */
  get timeUnitS(): number {
    if (this.#object('units').time === 'ticks') {
      const perSecond = this.#fields.ticksPerSecond;
      if (typeof perSecond === 'number' && perSecond > 0 && Number.isFinite(perSecond)) return 1 / perSecond;
      throw this.wrong('ticksPerSecond', 'the time is in ticks, so ticksPerSecond must say how many there are, such as "ticksPerSecond": 32768.');
    }
    return this.#unit('time', '"s", "ms", "us" or "ticks"', (unit) => (Object.hasOwn(TIME_S, unit) ? TIME_S[unit] : null));
  }

  /** Value at which the counter or time starts again from 0. */
  get wrapsAt(): number | null {
    const value = this.#fields.wrapsAt;
    if (value === undefined) return null;
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) throw this.wrong('wrapsAt', `wrapsAt is ${JSON.stringify(value)}; it must be the number at which the counter starts again from 0, such as 65536.`);
    return value;
  }

  get evenlySampled(): boolean {
    const value = this.#fields.evenlySampled ?? false;
    if (typeof value !== 'boolean') throw this.wrong('evenlySampled', `evenlySampled is ${JSON.stringify(value)}; it must be true or false.`);
    return value;
  }

  /** The file's own name of a column: `columns` in the sidecar, or the name itself. */
  get columns(): ReadonlyMap<string, string> {
    const entries = Object.entries(this.#object('columns'));
    for (const [name, own] of entries) {
      if (typeof own !== 'string') throw this.wrong('columns', `columns.${name} is ${JSON.stringify(own)}; write the file's own name of the column, such as "${name}": "Accel X".`);
    }
    return new Map(entries as [string, string][]);
  }

  word(key: 'site' | 'task' | 'device' | 'placement'): string | null {
    const value = this.#fields[key];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' || !isWords(value)) throw this.wrong(key, `${key} is ${JSON.stringify(value)}; write plain words in quotes.`);
    return value.trim();
  }

  get participant(): Participant | null {
    if (this.#fields.participant === undefined) return null;
    const fields = this.#object('participant');
    const person: { -readonly [K in keyof Participant]: Participant[K] } = {};
    if (fields.id !== undefined) {
      if (typeof fields.id !== 'string' || fields.id.trim() === '') throw this.wrong('id', `the participant's id is ${JSON.stringify(fields.id)}; write it in quotes.`);
      person.id = fields.id.trim();
    }
    if (fields.sex !== undefined) {
      const sex = typeof fields.sex === 'string' ? SEXES.get(fields.sex.toLowerCase()) : undefined;
      if (sex === undefined) throw this.wrong('sex', `the sex ${JSON.stringify(fields.sex)} is unknown; write "F" or "M", or leave it out.`);
      if (sex !== null) person.sex = sex;
    }
    for (const key of Object.keys(PERSON_NUMBERS) as (keyof typeof PERSON_NUMBERS)[]) {
      const value = fields[key];
      const { min, max, unit } = PERSON_NUMBERS[key];
      if (value === undefined) continue;
      if (typeof value !== 'number' || !(value >= min && value <= max)) throw this.wrong(key, `${key} is ${JSON.stringify(value)}; it must be a number from ${min} to ${max} (${unit}), or left out.`);
      person[key] = value;
    }
    const unknown = Object.keys(fields).find((key) => key !== 'id' && key !== 'sex' && !Object.hasOwn(PERSON_NUMBERS, key));
    if (unknown !== undefined) throw this.wrong(unknown, `the participant's field "${unknown}" is unknown; use id, sex, ${Object.keys(PERSON_NUMBERS).join(', ')}.`);
    return person;
  }

  get events(): RecordingEvent[] {
    const events = this.#fields.events ?? [];
    const isEvent = (event: unknown): event is RecordingEvent => {
      const { onsetS, durationS, type } = (event ?? {}) as Partial<Record<string, unknown>>;
      return Number.isFinite(onsetS) && Number.isFinite(durationS) && (durationS as number) >= 0 && typeof type === 'string' && isWords(type);
    };
    if (!Array.isArray(events) || !events.every(isEvent)) throw this.wrong('events', 'events must be a list of {"onsetS": seconds, "durationS": seconds, "type": "word"}; correct it or leave it out.');
    return events.map(({ onsetS, durationS, type }) => ({ onsetS, durationS, type: type.trim() }));
  }

  #unit(kind: 'acceleration' | 'angularRate' | 'time', known: string, factor: (unit: string) => number | null): number {
    const unit = this.#object('units')[kind];
    if (unit === undefined) throw this.wrong('units', `units.${kind} is missing; add it to ${basename(this.path)}: ${known}.`);
    const found = typeof unit === 'string' ? factor(unit) : null;
    if (found === null) throw this.wrong(kind, `the unit ${JSON.stringify(unit)} of units.${kind} is unknown; use ${known}.`);
    return found;
  }

  #object(key: string): Fields {
    const value = this.#fields[key] ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) throw this.wrong(key, `${key} must be a JSON object, { ... }.`);
    return value as Fields;
  }
}

function isWords(text: string): boolean {
  return text.trim() !== '' && !CONTROL.test(text.trim());
}
