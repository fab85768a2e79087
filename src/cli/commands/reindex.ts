import type { CommandDefinition } from './define.ts';
import { addDataOption, influxAddress } from '../environment.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';
import { openClinic } from '../../app.ts';

export const reindexCommand: CommandDefinition = {
  name: 'reindex',
  summary: "Makes a clinic's metric series anew from its records, and copies them to the InfluxDB that SUREFOOT_INFLUX_URL names.",
  examples: ['surefoot reindex --data ./clinic', 'SUREFOOT_INFLUX_URL=http://127.0.0.1:8086 surefoot reindex --data /srv/surefoot'],

  declare(command) {
    addDataOption(command, 'data/clinic');
  },

  async run(_values, { data }) {
    const influx = influxAddress();
    const clinic = await openClinic(data as string, 'clinic', { influx });
    const progress = createProgress(process.stderr);
    try {
      const { patients, points, removed } = await clinic.reindex((stage, fraction) => progress.update(stage, fraction));
      progress.done();
      print(`${points} values of ${patients} patients, ${removed} removed that no record has; ${influx ? 'all of them are in InfluxDB' : 'they are in the data folder'}.`);
    } finally {
      progress.done();
      await clinic.close();
    }
    return 0;
  },
};
