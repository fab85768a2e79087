import type { CommandDefinition } from './define.ts';
import { addDataOption, addPortOption, logLevel } from '../environment.ts';
import { readDemoAssessments } from '../demoAssessments.ts';
import { print, tell } from '../output.ts';
import { createProgress } from '../progress.ts';
import { serveUntilStopped } from '../serving.ts';
import { bundledPath, openClinic } from '../../app.ts';
import type { ServeOptions } from '../../app.ts';

const USER = 'demo';

export const demoCommand: CommandDefinition = {
  name: 'demo',
  summary: 'Serves a demo clinic of invented patients on this machine; what `npm start` runs.',
  examples: ['surefoot demo', 'surefoot demo --live', 'surefoot demo --port 9000 --data ./my-demo'],

  declare(command) {
    addDataOption(addPortOption(command), 'data/demo')
      .option('--live', 'simulated sensors to record with: three motion sensors and a chest strap on a simulated walking person');
  },

  async run(_values, { data, port, live }) {
    const level = logLevel('warn');
    const clinic = await openClinic(data as string, 'demo');
    try {
      const assessments = await readDemoAssessments(bundledPath('fixtures/demo/assessments.json'));
      const progress = createProgress(process.stderr);
      let fresh = 0;
      for (const [index, { recording, ...details }] of assessments.entries()) {
        const label = `${index + 1} of ${assessments.length}: ${details.displayName}`;
        const { status } = await clinic.intake(bundledPath(`fixtures/${recording}`), {
          ...details,
          options: { protocol: details.protocol, onProgress: (stage, fraction) => progress.update(`${stage} ${label}`, (index + fraction) / assessments.length) },
        });
        if (status !== 'known') fresh += 1;
      }
      progress.done();
      tell(fresh > 0 ? `${fresh} recordings of invented patients were analysed.` : 'The demo clinic is as it was; nothing had to be analysed again.');
      const password = await clinic.makeUser(USER, 'therapist');
      const serving: ServeOptions = { mode: 'demo', host: '127.0.0.1', port: port as number, proxyHosts: [], logLevel: level, onRecovered: tell, ...(live === true ? { sensors: 'simulated' } : {}) };
      await serveUntilStopped(clinic, serving, async (address) => {
        print(`Surefoot DEMO (invented patients only): ${address}\nSign in as "${USER}" with password "${password}" (made for this start)`);
        if (live === true) tell('Record offers simulated sensors: nobody wears them, and no Bluetooth is used. Number 1 is at the lower back, 2 at the left foot, 3 at the right foot.');
        tell('Stop with Ctrl+C.');
      });
    } finally {
      await clinic.close();
    }
    return 0;
  },
};
