import type { Source, Unit } from '../model/index.ts';

/** Whose words the question is in, and why it may be shown. */
export interface Wording {
  readonly origin: 'own' | 'original';
  readonly why: string;
}

interface AnswerBase<Id extends string> {
  /** Dotted camelCase: `falls.past12Months`. An id keeps its meaning for ever; a new meaning is a new id. */
  readonly id: Id;
  /** The question as it is shown to the person who fills in the form. */
  readonly label: string;
  /** How to measure or decide, where the question alone does not say. */
  readonly hint?: string;
  readonly wording: Wording;
  readonly source: Source;
}

export interface YesNoAnswer<Id extends string = string> extends AnswerBase<Id> {
  readonly kind: 'yesNo';
}

/** A whole number from `min` to `max`, both allowed. */
export interface CountAnswer<Id extends string = string> extends AnswerBase<Id> {
  readonly kind: 'count';
  readonly min: number;
  readonly max: number;
  readonly unit: Unit;
}

/** A stopwatch time from `min` to `max` seconds, both allowed. */
export interface SecondsAnswer<Id extends string = string> extends AnswerBase<Id> {
  readonly kind: 'seconds';
  readonly min: number;
  readonly max: number;
  readonly unit: 's';
}

/** One word of a list. */
export interface WordAnswer<Id extends string = string, Word extends string = string> extends AnswerBase<Id> {
  readonly kind: 'word';
  readonly words: readonly { readonly value: Word; readonly label: string }[];
}

/** What can be asked and entered, as plain data: a form is built from it, an entry is checked against it. */
export type AnswerDefinition<Id extends string = string> =
  | YesNoAnswer<Id>
  | CountAnswer<Id>
  | SecondsAnswer<Id>
  | WordAnswer<Id>;

/** The value an answer of this definition has. */
export type ValueOf<D extends AnswerDefinition> =
  D extends WordAnswer<string, infer Word> ? Word
  : D extends YesNoAnswer ? boolean
  : number;

export interface Instrument<Defs extends readonly AnswerDefinition[] = readonly AnswerDefinition[]> {
  /** camelCase, the name of its file. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it is for. */
  readonly purpose: string;
  readonly answers: Defs;
}

/** Keeps the literal ids, so that a misspelt answer id does not compile elsewhere. */
export function defineInstrument<const Defs extends readonly AnswerDefinition[]>(instrument: Instrument<Defs>): Instrument<Defs> {
  return instrument;
}
