import type { FastifyReply } from 'fastify';
import { AnswersBody, AssessmentView } from '../schemas/assessments.ts';
import { IdParams } from '../schemas/page.ts';
import { assessmentView, knownAssessment } from './assessmentView.ts';
import { checkedAnswers } from './checkedAnswers.ts';
import type { Routes } from './define.ts';

export const assessmentRoutes: Routes = (app, { records }) => {
  app.get(
    '/assessments/:id',
    {
      config: { permission: 'records.read', audit: { action: 'assessment.read', of: 'assessment' } },
      schema: { summary: 'One assessment with its analyses and its risk', tags: ['assessments'], params: IdParams, response: { 200: AssessmentView } },
    },
    async ({ params }, reply) => quickly(reply, await assessmentView(records, knownAssessment(records, params.id))),
  );

  app.put(
    '/assessments/:id/answers',
    {
      config: { permission: 'records.write', audit: { action: 'answers.change', of: 'assessment' } },
      schema: {
        summary: 'Replace the answers; what is left out becomes unknown',
        tags: ['assessments'],
        params: IdParams,
        body: AnswersBody,
        response: { 200: AssessmentView },
      },
    },
    async ({ params, body }, reply) => {
      const { id } = knownAssessment(records, params.id);
      records.putAnswers(id, checkedAnswers(body.answers, 'answers'));
      return quickly(reply, await assessmentView(records, knownAssessment(records, id)));
    },
  );
};

/** The serializer that is made from the schema takes four times as long for an hour of walking; our own types say what goes out. */
function quickly(reply: Pick<FastifyReply, 'serializer' | 'type'>, view: AssessmentView): AssessmentView {
  // The framework names the type only where it writes the answer itself.
  reply.type('application/json; charset=utf-8').serializer(JSON.stringify);
  return view;
}
