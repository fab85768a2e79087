import { InvalidArgumentError, Option } from 'commander';
import { AppError } from '../../model/index.ts';
import type { CommandDefinition } from './define.ts';
import { addDataOption, addPortOption, influxAddress, logLevel, metricsToken } from '../environment.ts';
import { print, tell } from '../output.ts';
import { serveUntilStopped } from '../serving.ts';
import { openClinic } from '../../app.ts';

interface ServeArguments {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly behindHttpsProxy?: readonly string[];
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

export const serveCommand: CommandDefinition = {
  name: 'serve',
  summary: "Serves a clinic's dashboard and API.",
  examples: ['surefoot serve --data /srv/surefoot', 'SUREFOOT_PORT=9000 surefoot serve --data ./clinic'],

  declare(command) {
    addDataOption(addPortOption(command), 'data/clinic');
    command
      .addOption(new Option('--host <address>', 'address to listen on').env('SUREFOOT_HOST').default('127.0.0.1'))
      .option('--behind-https-proxy <host...>', 'an HTTPS proxy stands in front, and browsers reach it as host[:port]', hosts);
  },

  async run(_values, options) {
    const { data, port, host, behindHttpsProxy = [] } = options as unknown as ServeArguments;
    if (!LOOPBACK.includes(host) && behindHttpsProxy.length === 0) {
      throw new AppError(
        'BAD_INPUT',
        `${host} can be reached from other machines, and Surefoot has no TLS of its own yet: sign-ins and health data would travel in the open; ` +
          'stay on 127.0.0.1, or put an HTTPS proxy in front and name it with --behind-https-proxy HOST.',
        { field: 'host' },
      );
    }
    const clinic = await openClinic(data, 'clinic', { influx: influxAddress() });
    try {
      const serving = { mode: 'clinic', sensors: 'bluetooth', host, port, proxyHosts: behindHttpsProxy, logLevel: logLevel('info'), metricsToken: metricsToken(), onRecovered: tell } as const;
      await serveUntilStopped(clinic, serving, async (address) => {
        const token = await clinic.setupToken();
        // One write: who has read the address has been shown the token too.
        print([
          `Surefoot serves ${data} at ${address}`,
          ...(token === null ? [] : [`First start: open the address and make the administrator with this one-time set-up token: ${token}`]),
        ].join('\n'));
        tell('Stop with Ctrl+C.');
      });
    } finally {
      await clinic.close();
    }
    return 0;
  },
};

/** Collects host[:port] values. */
function hosts(text: string, before: readonly string[] = []): readonly string[] {
  if (!/^[a-z0-9.-]+(:\d{1,5})?$/i.test(text)) throw new InvalidArgumentError('Give a host name as browsers use it, such as surefoot.clinic.example or 10.0.0.5:8443.');
  return [...before, text];
}
