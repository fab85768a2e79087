export { chairStandCutOff } from './chairStand.ts';
export * from './define.ts';
export { riskModels } from './models/index.ts';
export { riskReport } from './report.ts';
export type { RiskReportInputs } from './report.ts';
