import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { LIVE_MARKS, SENSOR_STATES, SESSION_STATES } from '../../model/index.ts';
import { modelled, nullableNumber, oneOf } from './modelled.ts';
import { Id, listOf } from './page.ts';
import { SensorCapabilities } from './sensors.ts';

export const nullableText = (options: object = {}) => Type.Unsafe<string | null>({ type: ['string', 'null'], ...options });

/** Sites a sensor can be worn at, the trunk first. */
export const SITES = [
  'lowerBack', 'leftFoot', 'rightFoot', 'sternum', 'head', 'leftShank', 'rightShank', 'leftThigh', 'rightThigh', 'leftWrist', 'rightWrist',
] as const satisfies readonly model.KnownSite[];

export const ScanRequest = Type.Object(
  { seconds: Type.Number({ minimum: 1, maximum: 30, description: 's to listen' }) },
  { additionalProperties: false },
);
export type ScanRequest = Static<typeof ScanRequest>;

export const FoundSensor = modelled<model.FoundSensor>()(
  Type.Object({
    id: Type.String({ description: 'What POST live/session takes' }),
    model: nullableText({ description: 'Id of its sensor model (GET sensors); null for a device nobody here knows' }),
    name: nullableText(),
    rssi: nullableNumber({ description: 'dBm' }),
    supported: Type.Boolean(),
    capabilities: Type.Unsafe<model.SensorCapabilities | null>(Type.Union([SensorCapabilities, Type.Null()])),
    weaknesses: Type.Array(Type.String(), { description: 'Plain sentences: what this sensor is too weak for' }),
    batteryPct: Type.Optional(Type.Number()),
  }),
);
/** Strongest first. */
export const FoundSensorList = listOf(FoundSensor);
export type FoundSensorList = Static<typeof FoundSensorList>;

/** What to record: who walks, which test, and which sensor is worn where. Each sensor and each site once. */
export const LiveStart = Type.Object(
  {
    sensors: Type.Array(
      Type.Object(
        {
          id: Id({ description: 'id of a sensor that was found' }),
          site: oneOf(SITES),
          rateHz: Type.Optional(Type.Number({ minimum: 1, maximum: 2000, description: "Samples a second; the model's own where absent" })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: SITES.length },
    ),
    patientId: Id(),
    protocol: Type.String({ minLength: 1, maxLength: 100, description: 'id of GET protocols' }),
  },
  { additionalProperties: false },
);
export type LiveStart = Static<typeof LiveStart>;

/** May be left out. With `id`, only that session is stopped: a page that is out of date stops nothing it does not show. */
export const LiveStop = Type.Unsafe<{ id?: string } | null>({
  type: ['object', 'null'],
  properties: { id: Id({ description: 'Stop only if this session runs' }) },
  additionalProperties: false,
});
export type LiveStop = Static<typeof LiveStop>;

/** With `id`, only that session is marked. */
export const LiveMarkBody = Type.Object(
  { mark: oneOf(LIVE_MARKS), id: Type.Optional(Id({ description: 'Mark only if this session runs' })) },
  { additionalProperties: false },
);
export type LiveMarkBody = Static<typeof LiveMarkBody>;

const LiveSensor = Type.Object({
  id: Type.String(),
  model: Type.String(),
  label: Type.String({ description: 'Name for people' }),
  site: Type.String(),
  state: oneOf(SENSOR_STATES),
  rateHz: Type.Number(),
  rssi: nullableNumber({ description: 'dBm' }),
  batteryPct: nullableNumber({ description: '%' }),
  weaknesses: Type.Array(Type.String()),
  samples: Type.Number({ description: 'Samples that arrived' }),
  lost: Type.Number({ description: 'Samples that did not' }),
  lossUncertain: Type.Boolean({ description: '`lost` is an estimate from times of arrival' }),
  lossPct: Type.Number(),
  maxGapMs: Type.Number(),
  effectiveHz: nullableNumber(),
  skewPpm: nullableNumber(),
  residualMs: nullableNumber({ description: 'RMS of time of arrival against the fitted clock, ms' }),
  reconnects: Type.Number(),
  badPackets: Type.Number(),
});

/** A session, and whose it is: null where this server has not started it. */
export type LiveSessionView = model.SessionEvent & { readonly patientId: string | null; readonly protocol: string | null; readonly attemptId: string | null };

/** The whole of a session at a moment. */
export const LiveSessionView = modelled<LiveSessionView>()(
  Type.Object({
    type: Type.Literal('session'),
    state: oneOf(SESSION_STATES),
    id: nullableText({ description: 'Null while idle' }),
    startedAt: nullableText({ description: 'RFC 3339' }),
    elapsedS: Type.Number(),
    patientId: nullableText(),
    protocol: nullableText(),
    attemptId: nullableText({ description: 'Attempt at a test of a visit that is being recorded' }),
    sensors: Type.Array(LiveSensor),
    windowsDropped: Type.Number({ description: 'Windows left out because the computer could not keep up; raw data is never left out' }),
    assessmentId: nullableText({ description: 'Where to look when done' }),
    message: nullableText({ description: 'Why, when failed; while idle, what became of recordings that were interrupted the last time' }),
  }),
);
