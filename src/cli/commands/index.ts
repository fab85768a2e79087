import type { CommandDefinition } from './define.ts';
import { analyzeCommand } from './analyze.ts';
import { backupCommand } from './backup.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { patientCommand } from './patient.ts';
import { reanalyseCommand } from './reanalyse.ts';
import { recordCommand } from './record.ts';
import { reindexCommand } from './reindex.ts';
import { replayCommand } from './replay.ts';
import { restoreCommand } from './restore.ts';
import { scanCommand } from './scan.ts';
import { sealCommand } from './seal.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { verifyCommand } from './verify.ts';
import { windowsCommand } from './windows.ts';

/** Every command, in the order `--help` lists them. */
export const commands: readonly CommandDefinition[] = [
  analyzeCommand, windowsCommand, replayCommand, scanCommand, recordCommand, simulateCommand,
  serveCommand, importCommand, exportCommand, reindexCommand, demoCommand, doctorCommand,
  verifyCommand, backupCommand, restoreCommand, patientCommand, reanalyseCommand, sealCommand,
];
