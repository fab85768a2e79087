export * from './answers.ts';
export * from './define.ts';
export * from './fallFacts.ts';
export { instruments } from './instruments/index.ts';
export { validateAnswers } from './validateAnswers.ts';
