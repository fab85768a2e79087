/**
 * Runs a virtual radio on a pseudo-terminal, so that any program that speaks HCI over a serial line finds sensors.
 * Usage: tsx scripts/virtual-radio.ts [SCENARIO|FILE.json] [--port PATH]
 * It prints what to set and, at the end (Ctrl-C), what every sensor measured and what of it was lost.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../src/model/index.ts';
import { openSerialLine } from '../src/radioPty.ts';
import { openVirtualRadio } from '../src/radioVirtual.ts';

try {
  await main();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`virtual-radio: ${error.message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string' } } });
  const port = values.port ?? join(tmpdir(), `surefoot-radio-${process.pid}`);
  const radio = openVirtualRadio(positionals[0] ?? 'walkingClinic');
  const line = await openSerialLine(radio.controller, port);
  process.stderr.write(`Sensors: ${radio.devices.map(({ name, options }) => `${name} ${options.address}`).join(', ')}\n`);
  process.stdout.write(`BLUETOOTH_HCI_SOCKET_UART_PORT=${port}\n`);

  // Programs come and go: each begins by resetting the controller, which ends the connections of the one before.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await Promise.race([stopped, line.closed]);
  await line.close();
  for (const { name, streams } of radio.truth()) {
    for (const { measures, taken, delivered, missingCount } of streams) {
      process.stderr.write(`${name} ${measures}: ${taken} samples measured, ${delivered} sent, ${missingCount} lost between the first and the last sent\n`);
    }
  }
  radio.close();
}
