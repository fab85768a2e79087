import type { RiskModel } from '../define.ts';
import { steadi2019 } from './steadi2019.ts';
import { wfg2022 } from './wfg2022.ts';
import { wfgModified2024 } from './wfgModified2024.ts';

/** Every rule set, in the order of the report. The two entries of the World Falls Guidelines are two models. */
export const riskModels: readonly RiskModel[] = [wfg2022('3KQ'), wfg2022('fallHistory'), wfgModified2024, steadi2019];
