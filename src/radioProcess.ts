/**
 * The radio's process: takes packets off the air and hands them to the process that started it, and does nothing else.
 * `SUREFOOT_RADIO=virtual:...` puts a simulated controller in place of the computer's own: the name of a room of sensors, a JSON file, or JSON.
 */
import { createRequire } from 'node:module';
import { loadNoble } from './ingest/transports/ble/nobleLoader.ts';
import { nobleCentral } from './ingest/transports/ble/nobleCentral.ts';
import { radioHost } from './ingest/transports/ble/remote/radioHost.ts';
import { AppError } from './model/index.ts';
import type { ToRadio } from './ingest/transports/ble/remote/messages.ts';

const VIRTUAL = 'virtual:';

/** Puts sensors in place that are not there, where the environment asks for them, before noble looks for the controller. @throws AppError */
async function useRadio(choice: string): Promise<void> {
  if (choice === '') return;
  // A word mistyped must not end with a search for real sensors.
  if (!choice.startsWith(VIRTUAL)) throw new AppError('BAD_INPUT', `SUREFOOT_RADIO is "${choice}"; set it to virtual:walkingClinic or virtual:FILE.json for simulated sensors, or leave it out for this computer's Bluetooth.`, { field: 'SUREFOOT_RADIO' });
  const { replaceHciSocket } = await import('./radioVirtual.ts');
  replaceHciSocket(createRequire(import.meta.url), choice.slice(VIRTUAL.length));
}

async function main(): Promise<void> {
  // A fault of the simulated radio is told like one of noble's, to whoever asks.
  const fault = await useRadio(process.env.SUREFOOT_RADIO ?? '').then(() => null, (error: unknown) => error as Error);
  const central = nobleCentral(() => {
    if (fault) throw fault;
    return loadNoble();
  });
  const exit = (): never => process.exit(0);
  const take = radioHost({
    central,
    post: (message, sent) => void process.send?.(message, undefined, undefined, sent),
    onClosed: exit,
  });
  process.on('message', (message) => take(message as ToRadio));
  // Whoever started us is gone: sensors are let go, and so are we.
  process.on('disconnect', () => void central.close().finally(exit));
  // The other process decides when we end: it first tells the sensors to stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('unhandledRejection', (reason) => {
    // Noble writes to a link that the same turn of the event loop ended; the write is lost with the link, and nothing else happened.
    if (reason instanceof TypeError && reason.stack?.includes('flushAcl')) return;
    throw reason;
  });
}

await main();
