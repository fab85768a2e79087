import type { CommandDefinition } from './define.ts';
import { Option } from 'commander';
import { AppError } from '../../model/index.ts';
import { addDataOption, addPortOption, logLevel } from '../environment.ts';
import { print, tell } from '../output.ts';
import { serveUntilStopped } from '../serving.ts';
import { openClinic } from '../../app.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

export const serveCommand: CommandDefinition = {
  name: 'serve',
  summary: "Serves a clinic's dashboard and API.",
  examples: ['surefoot serve --data /srv/surefoot', 'SUREFOOT_PORT=9000 surefoot serve --data ./clinic'],

  declare(command) {
    addDataOption(addPortOption(command), 'data/clinic');
    command
      .addOption(new Option('--host <address>', 'address to listen on').env('SUREFOOT_HOST').default('127.0.0.1'))
      .option('--allow-plain-http', 'listen beyond this machine although there is no TLS yet; only behind a TLS proxy')
      .option('--public-host <name...>', 'host[:port] that browsers use to reach the proxy');
  },

  async run(_values, { data, port, host, allowPlainHttp, publicHost }) {
    const hostName = host as string;
    if (!LOOPBACK.includes(hostName) && !allowPlainHttp) {
      throw new AppError(
        'BAD_INPUT',
        `${hostName} can be reached from other machines, and Surefoot has no TLS of its own yet: sign-ins and health data would travel in the open; ` +
          'stay on 127.0.0.1, or put a TLS proxy in front and add --allow-plain-http.',
        { field: 'host' },
      );
    }
    const clinic = await openClinic(data as string, 'clinic');
    try {
      await serveUntilStopped(clinic, {
        mode: 'clinic', host: hostName, port: port as number, publicHosts: (publicHost as string[] | undefined) ?? [], logLevel: logLevel('info'),
      }, async (address) => {
        print(`Surefoot serves ${data as string} at ${address}`);
        const token = await clinic.setupToken();
        if (token !== null) print(`First start: open the address and make the administrator with this one-time set-up token: ${token}`);
        tell('Stop with Ctrl+C.');
      });
    } finally {
      await clinic.close();
    }
    return 0;
  },
};
