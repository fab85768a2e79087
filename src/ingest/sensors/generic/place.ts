import { basename } from 'node:path';
import { AppError } from '../../../model/index.ts';

/** A value inside a description of a sensor, and where it stands: a fault names both, in one line. */
export class Place {
  readonly value: unknown;
  readonly #file: string;
  /** `packet.fields[3].type`; empty for the whole. */
  readonly #field: string;

  constructor(file: string, field: string, value: unknown) {
    this.#file = file;
    this.#field = field;
    this.value = value;
  }

  /** The error for this place. @param what what is wrong and what to do, ending in a full stop */
  wrong(what: string): AppError {
    const place = this.#field === '' ? basename(this.#file) : `${basename(this.#file)}: ${this.#field}`;
    return new AppError('BAD_INPUT', `${place}: ${what}`, { file: this.#file, ...(this.#field === '' ? {} : { field: this.#field }) });
  }

  /** The value as it can be shown in a message. */
  get shown(): string {
    const text = JSON.stringify(this.value) ?? 'nothing';
    return text.length > 40 ? `${text.slice(0, 40)}...` : text;
  }

  /** Checks that this is an object with no other fields than these. */
  allows(...known: readonly string[]): this {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong(`${this.shown} is no JSON object; write { ... }.`);
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined) throw this.at(unknown).wrong(`there is no such field here; use ${known.join(', ')}.`);
    return this;
  }

  /** A field of an object that `allows` has checked. */
  at(key: string): Place {
    const value = Object.hasOwn(this.value as object, key) ? (this.value as Record<string, unknown>)[key] : undefined;
    return new Place(this.#file, this.#field === '' ? key : `${this.#field}.${key}`, value);
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  items(): Place[] {
    if (!Array.isArray(this.value) || this.value.length === 0) throw this.wrong(`${this.isAbsent ? 'it is missing' : `${this.shown} is no list with something in it`}; write [ ... ].`);
    return this.value.map((item: unknown, index) => new Place(this.#file, `${this.#field}[${index}]`, item));
  }

  /** Plain words on one line. */
  text(example: string): string {
    const { value } = this;
    if (typeof value !== 'string' || value.trim() === '' || value.length > 200 || /\p{Cc}/u.test(value)) throw this.wrong(`${this.#found()}; write plain words in quotes, such as ${JSON.stringify(example)}.`);
    return value.trim();
  }

  number(min: number, max: number, kind: 'whole' | 'any' = 'any'): number {
    const { value } = this;
    if (typeof value !== 'number' || !(value >= min && value <= max) || (kind === 'whole' && !Number.isInteger(value))) {
      throw this.wrong(`${this.#found()}; write a ${kind === 'whole' ? 'whole ' : ''}number from ${min} to ${max}, without quotes.`);
    }
    return value;
  }

  /** False where it is absent. */
  flag(): boolean {
    if (this.isAbsent) return false;
    if (typeof this.value !== 'boolean') throw this.wrong(`${this.shown} is neither true nor false; write one of them without quotes.`);
    return this.value;
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) throw this.wrong(`${this.#found()}; use ${choices.map((choice) => `"${choice}"`).join(', ')}.`);
    return found;
  }

  #found(): string {
    return this.isAbsent ? 'it is missing' : `${this.shown} cannot be used`;
  }
}
