import type { SensorDialogue, SensorStep } from '../../src/ingest/sensors/define.ts';

/** What a sensor answers, by model and by what it is asked: the bytes written (their beginning is enough) or the characteristic read. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Device control with the rate asked for: filled in by `answerOf`, since it depends on the settings.
  'movella-dot': { '15171002494711e98646d663bd873d93': '00'.repeat(24) + 'RATE' + '00'.repeat(6) },
  'mbientlab-metamotion': { '0380': '03800101', '09020304': '090200', '09021305': '090201' },
  'polar-h10': { '0302': 'f003020600', '0202': 'f002020000' },
  'polar-verity-sense': { '0302': 'f003020600', '0305': 'f003050600', '0202': 'f0020200000501bd5b803a', '0205': 'f00205000005019a99993d' },
  // Defaults of the firmware: 1000, 500, 500 ms, 10 Hz, wake on motion.
  'nordic-thingy52': { 'ef6804019b3549339b1052ffa9740042': 'e803f401f4010a0001' },
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** @throws Error for a question that is not in the table: add it, with the bytes of a real sensor */
export function answerOf(model: string, rateHz: number, step: SensorStep): Uint8Array {
  const asked = step.do === 'read' ? step.from.characteristic : step.do === 'request' ? hex(step.bytes) : '';
  const found = Object.entries(ANSWERS[model] ?? {}).find(([question]) => asked.startsWith(question));
  if (!found) throw new Error(`test/support/sensorAnswers.ts does not say what ${model} answers to ${asked}`);
  const rate = hex(Uint8Array.of(rateHz & 0xff, rateHz >> 8));
  const answer = Uint8Array.from(Buffer.from(found[1].replace('RATE', rate), 'hex'));
  if (step.do === 'request' && !step.isReply(answer)) throw new Error(`${model} does not take ${found[1]} as the answer to ${asked}`);
  return answer;
}

/** All steps of a dialogue, whose questions are answered by `answer`. @throws what the dialogue throws */
export function stepsOf(dialogue: SensorDialogue, answer: (step: SensorStep) => Uint8Array): SensorStep[] {
  const steps: SensorStep[] = [];
  let given: Uint8Array | undefined;
  for (;;) {
    const { value, done } = dialogue.next(given);
    if (done) return steps;
    steps.push(value);
    if (steps.length > 1000) throw new Error('the dialogue does not end');
    given = value.do === 'read' || value.do === 'request' ? answer(value) : undefined;
  }
}
