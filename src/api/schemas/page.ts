import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Items on one page' })),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 400, description: 'nextCursor of the page before' })),
  },
  { additionalProperties: false },
);
export type PageQuery = Static<typeof PageQuery>;

/** One page of a longer list. */
export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Optional(Type.String({ description: 'Absent on the last page' })),
  });

/** A whole list. */
export const listOf = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) });

/** Ids are opaque. They never carry anything about a person. */
export const Id = (options: object = {}) => Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_.:-]+$', ...options });

export const IdParams = Type.Object({ id: Id() });
export type IdParams = Static<typeof IdParams>;

/** RFC 3339 with zone. */
export const Time = (options: object = {}) => Type.String({ format: 'date-time', ...options });
