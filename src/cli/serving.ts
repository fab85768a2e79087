import closeWithGrace from 'close-with-grace';
import type { Clinic, ServeOptions } from '../app.ts';
import { tell } from './output.ts';

/** What is in flight gets this long to finish; a browser that holds its connection does not keep us up. */
const CLOSE_WITHIN_MS = 5000;

/** Serves the clinic until SIGTERM or SIGINT, then closes server and stores. `announce` is told the address. */
export async function serveUntilStopped(clinic: Clinic, options: ServeOptions, announce: (address: string) => Promise<void>): Promise<void> {
  let closeServer = async (): Promise<void> => undefined;
  let stopped = (): void => undefined;
  const untilStopped = new Promise<void>((resolve) => (stopped = resolve));
  // In place before the address is printed: whoever reads it may stop us at once.
  const handlers = closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: false }, async ({ err, signal }) => {
    tell(err ? `surefoot: stopping after a fault: ${err.message}` : `Stopping (${signal ?? 'asked to'}).`);
    await closeServer();
    await clinic.close();
    stopped();
  });
  stopWithNpm(() => handlers.close());
  try {
    const server = await clinic.serve(options);
    closeServer = () => server.close();
    await announce(server.address);
  } catch (error) {
    handlers.uninstall();
    await closeServer();
    throw error;
  }
  await untilStopped;
}

/**
 * `npm start` hands SIGTERM to its shell, which ends without passing it on: we would stay behind and hold the port.
 * So under npm the end of our parent counts as the signal.
 */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}
