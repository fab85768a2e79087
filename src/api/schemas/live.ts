import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { LIVE_MARKS } from '../../model/index.ts';
import { LiveSessionView } from './liveSession.ts';
import { modelled, nullableNumber, oneOf } from './modelled.ts';

const Provisional = Type.Literal(true, { description: 'The final document is computed from the whole recording' });
const timeS = Type.Number({ description: 's from the start of the session' });
const Column = Type.Array(nullableNumber());
const nullableSite = Type.Unsafe<model.Site | null>({ type: ['string', 'null'] });
const Side = Type.Unsafe<model.Side | null>({ type: ['string', 'null'], enum: ['left', 'right', null] });

export const WindowEvent = modelled<model.WindowEvent>()(
  Type.Object({
    type: Type.Literal('window'),
    site: Type.String(),
    startS: timeS,
    endS: timeS,
    provisional: Provisional,
    activityMps2: nullableNumber({ description: 'How much the sensor moves, m/s²' }),
    cadenceSpm: nullableNumber({ description: 'Steps a minute; null without a step rhythm' }),
    dominantFrequencyHz: nullableNumber(),
    sway: Type.Unsafe<model.WindowSway | null>({
      type: ['object', 'null'],
      properties: { rmsMps2: Type.Number(), pathRateMps3: Type.Number(), f95Hz: Type.Number() },
      required: ['rmsMps2', 'pathRateMps3', 'f95Hz'],
    }),
    lossPct: Type.Number(),
  }),
);

export const ContactEvent = modelled<model.ContactEvent>()(
  Type.Object({ type: Type.Literal('contact'), site: Type.String(), timeS, side: Side, provisional: Provisional }),
);

export const TraceEvent = modelled<model.TraceEvent>()(
  Type.Object({ type: Type.Literal('trace'), site: Type.String(), startS: timeS, sampleRateHz: Type.Number(), x: Column, y: Column, z: Column }),
);

export const NoticeEvent = modelled<model.NoticeEvent>()(
  Type.Object({
    type: Type.Literal('notice'),
    severity: oneOf(['problem', 'note']),
    code: Type.String({ description: 'Stable word for programs' }),
    message: Type.String(),
    site: nullableSite,
    timeS,
  }),
);

export const MarkEvent = modelled<model.MarkEvent>()(
  Type.Object({ type: Type.Literal('mark'), mark: oneOf(LIVE_MARKS, { description: 'A moment that was marked: an event of the recording' }), timeS }),
);

export type MarkEvent = Static<typeof MarkEvent>;

/**
 * What GET live sends, one a message: `event` is its type, `data` is this as JSON, `id` never goes back.
 * A `session` comes first and whenever a state changes; windows and contacts are provisional.
 */
export const LiveMessage = Type.Union([LiveSessionView, WindowEvent, ContactEvent, TraceEvent, NoticeEvent, MarkEvent]);
export type LiveMessage = Static<typeof LiveMessage>;

export const LiveHeaders = Type.Object({
  'last-event-id': Type.Optional(Type.String({ maxLength: 40, description: 'id of the last message that arrived: what is kept of the time after it comes again' })),
});
export type LiveHeaders = Static<typeof LiveHeaders>;
