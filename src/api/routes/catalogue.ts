import { assessmentMetrics, metrics } from '../../metrics/index.ts';
import { UNITS } from '../../model/index.ts';
import { batteries, protocols, safetyQuestions } from '../../protocols/index.ts';
import { instruments } from '../../questionnaires/index.ts';
import { BatteryList, MetricList, ProtocolList } from '../schemas/catalogue.ts';
import { AnswerDefinitionList } from '../schemas/questionnaires.ts';
import type { Routes } from './define.ts';

/** What the software measures, tests and asks: read from the declarations, so it cannot differ from them. */
export const catalogueRoutes: Routes = (app) => {
  app.get(
    '/metrics',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Every metric: definition, unit, sources', tags: ['catalogue'], response: { 200: MetricList } },
    },
    async () => ({ items: [...metrics, ...assessmentMetrics].map((metric) => ({ ...metric, unitLabel: UNITS[metric.unit] })) }),
  );

  app.get(
    '/protocols',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Every clinical test', tags: ['catalogue'], response: { 200: ProtocolList } },
    },
    async () => ({ items: [...protocols] }),
  );

  app.get(
    '/batteries',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Every battery of tests for a guided visit, and the safety check before it', tags: ['catalogue'], response: { 200: BatteryList } },
    },
    async () => ({ items: [...batteries], safetyQuestions: [...safetyQuestions] }),
  );

  app.get(
    '/questionnaires',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Every answer that can be entered', tags: ['catalogue'], response: { 200: AnswerDefinitionList } },
    },
    async () => ({
      items: instruments.flatMap(({ id, title, purpose, answers }) => answers.map((answer) => ({ ...answer, instrument: { id, title, purpose } }))),
    }),
  );
};
