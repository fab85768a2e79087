export * from './define.ts';
export type { EvidenceDomain, EvidenceInputs, EvidenceRule } from './evidence/define.ts';
export { evidenceDomains } from './evidence/domains/index.ts';
export { evidenceProfile } from './evidence/score.ts';
export { riskModels } from './models/index.ts';
export { riskReport } from './report.ts';
export type { RiskReportInputs } from './report.ts';
export { countsForRules } from './usualWalk.ts';
