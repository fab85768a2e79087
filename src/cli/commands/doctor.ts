import type { CommandDefinition } from './define.ts';
import { bluetoothChecks } from '../doctor/bluetooth.ts';
import type { Check } from '../doctor/check.ts';
import { influxCheck } from '../doctor/influx.ts';
import { buildCheck, clockCheck, folderCheck, nodeCheck } from '../doctor/machine.ts';
import { addDataOption } from '../environment.ts';
import { print, tell } from '../output.ts';
import { radioState } from '../../app.ts';

const SIGNS: Record<Check['level'], string> = { ok: 'ok     ', note: 'note   ', problem: 'PROBLEM' };

export const doctorCommand: CommandDefinition = {
  name: 'doctor',
  summary: 'Looks at this computer and says what keeps it from recording.',
  examples: ['surefoot doctor', 'surefoot doctor --data /srv/surefoot --json'],

  declare(command) {
    addDataOption(command, 'data/clinic').option('--json', 'one check a line as JSON');
  },

  async run(_values, options) {
    const { data, json } = options as { data: string; json?: boolean };
    const [build, folder, clock, radio, series] = await Promise.all([
      buildCheck(), folderCheck(data), clockCheck(), radioState(), influxCheck(),
    ]);
    const checks = [nodeCheck(), build, folder, clock, ...bluetoothChecks(radio), ...(series ? [series] : [])];
    const width = Math.max(...checks.map(({ label }) => label.length));
    for (const check of checks) print(json ? JSON.stringify(check) : `${SIGNS[check.level]}  ${check.label.padEnd(width)}  ${check.message}`);
    const canRecord = !checks.some(({ blocksRecording }) => blocksRecording);
    tell(canRecord ? 'This computer can record.' : 'This computer cannot record yet; the problems above say what to do.');
    return canRecord ? 0 : 3;
  },
};
