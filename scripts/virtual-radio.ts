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
  let line = await openSerialLine(radio.controller, port);
  process.stderr.write(`Sensors: ${radio.devices.map(({ name, options }) => `${name} ${options.address}`).join(', ')}\n`);
  process.stdout.write(`BLUETOOTH_HCI_SOCKET_UART_PORT=${port}\n`);

  let ending = false;
  const stopped = new Promise<void>((resolve) => {
    const stop = (): void => {
      ending = true;
      resolve();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
  // The terminal ends with the program that had opened it; the next one gets a new terminal at the same place.
  while (!ending) {
    await Promise.race([stopped, line.closed]);
    if (ending) break;
    radio.controller.reset();
    line = await openSerialLine(radio.controller, port);
  }
  await line.close();
  for (const { name, streams } of radio.truth()) {
    for (const { measures, taken, delivered, missingCount } of streams) {
      process.stderr.write(`${name} ${measures}: ${taken} samples measured, ${delivered} sent, ${missingCount} lost between the first and the last sent\n`);
    }
  }
  radio.close();
}
