import { Type } from 'typebox';
import type { Static } from 'typebox';
import { ERRORS } from '../../model/index.ts';
import type { ErrorCode } from '../../model/index.ts';
import { oneOf } from './modelled.ts';
import { listOf } from './page.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

/** Every error answer, RFC 9457 `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Address of the explanation, relative to the server: /api/v1/errors#CODE' }),
    title: Type.String({ description: 'What went wrong, the same words for the same code' }),
    status: Type.Integer(),
    detail: Type.String({ description: 'One line: what is wrong here and what to do' }),
    instance: Type.Optional(Type.String({ description: 'The path that was asked for' })),
    code: oneOf(codes, { description: 'Stable word for programs' }),
    requestId: Type.String({ description: 'Also in the x-request-id header: quote it when you report a fault' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          field: Type.String({ description: 'Where: body.heightCm, query.limit, params.id' }),
          message: Type.String(),
        }),
        { description: 'One entry a field that cannot be used' },
      ),
    ),
  },
  { $id: 'Problem', title: 'Problem' },
);
export type Problem = Static<typeof Problem>;

export const ErrorList = listOf(Type.Object({ code: oneOf(codes), status: Type.Integer(), title: Type.String() }));
export type ErrorList = Static<typeof ErrorList>;
