import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled, oneOf } from './modelled.ts';
import { Id, Time, pageOf } from './page.ts';

const sexWords = ['F', 'M'] as const;
const ranges = {
  birthYear: { minimum: 1890, maximum: 2100 },
  heightCm: { minimum: 50, maximum: 250, description: 'cm' },
  legLengthCm: { minimum: 20, maximum: 150, description: 'cm, hip to floor' },
  massKg: { minimum: 5, maximum: 400, description: 'kg' },
};
const displayName = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S', description: 'As the clinic calls the patient' });
const externalId = Type.String({ minLength: 1, maxLength: 64, description: "The clinic's own number; unique" });

export const PatientView = modelled<model.Patient>()(
  Type.Object({
    id: Id(),
    displayName: Type.String(),
    externalId: Type.Optional(Type.String()),
    birthYear: Type.Optional(Type.Integer()),
    sex: Type.Optional(oneOf(sexWords)),
    heightCm: Type.Optional(Type.Number({ description: 'cm' })),
    legLengthCm: Type.Optional(Type.Number({ description: 'cm' })),
    massKg: Type.Optional(Type.Number({ description: 'kg' })),
    createdAt: Time(),
  }),
);
export type PatientView = Static<typeof PatientView>;

export const PatientPage = pageOf(PatientView);
export type PatientPage = Static<typeof PatientPage>;

/** What is unknown is left out, never guessed. */
export const NewPatient = Type.Object(
  {
    displayName,
    externalId: Type.Optional(externalId),
    birthYear: Type.Optional(Type.Integer(ranges.birthYear)),
    sex: Type.Optional(oneOf(sexWords)),
    heightCm: Type.Optional(Type.Number(ranges.heightCm)),
    legLengthCm: Type.Optional(Type.Number(ranges.legLengthCm)),
    massKg: Type.Optional(Type.Number(ranges.massKg)),
  },
  { additionalProperties: false },
);
export type NewPatient = Static<typeof NewPatient>;

const orNull = <Value>(type: string, options: object) => Type.Optional(Type.Unsafe<Value | null>({ ...options, type: [type, 'null'] }));

/** Fields that are left out stay as they are; null makes a field unknown again. */
export const PatientChange = Type.Object(
  {
    displayName: Type.Optional(displayName),
    externalId: orNull<string>('string', { minLength: 1, maxLength: 64 }),
    birthYear: orNull<number>('integer', ranges.birthYear),
    sex: orNull<model.Sex>('string', { enum: [...sexWords, null] }),
    heightCm: orNull<number>('number', ranges.heightCm),
    legLengthCm: orNull<number>('number', ranges.legLengthCm),
    massKg: orNull<number>('number', ranges.massKg),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type PatientChange = Static<typeof PatientChange>;
