import { Type } from 'typebox';
import type { Static, TSchema, TUnsafe } from 'typebox';

/** The same type with every field writable and required, all the way down: what a schema and a model type must share. */
export type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : { -readonly [Key in keyof T]-?: Plain<T[Key]> };

/**
 * A schema whose static type is the model's own type.
 * It does not compile when the schema lacks a field of the model (the answer would lose it silently),
 * or has one that the model lacks.
 *
 * @example export const Page = modelled<model.Page>()(Type.Object({ ... }));
 */
export function modelled<Model>() {
  return <Schema extends TSchema>(
    schema: Plain<Model> extends Plain<Static<Schema>> ? (Plain<Static<Schema>> extends Plain<Model> ? Schema : never) : never,
  ): TUnsafe<Model> => Type.Unsafe<Model>(schema);
}

/** `T | null` as JSON Schema spells it: one `type` list, which validators and serialisers handle without trying alternatives. */
export const nullableNumber = (options: object = {}) => Type.Unsafe<number | null>({ type: ['number', 'null'], ...options });

/** One word of a fixed list. */
export const oneOf = <const Words extends readonly string[]>(words: Words, options: object = {}) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...options });
