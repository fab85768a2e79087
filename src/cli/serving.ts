import closeWithGrace from 'close-with-grace';
import type { Clinic, ServeOptions } from '../app.ts';
import { tell } from './output.ts';

/** What is in flight gets this long to finish; a browser that holds its connection does not keep us up. */
const CLOSE_WITHIN_MS = 5000;

/** Serves the clinic until SIGTERM or SIGINT, then closes server and stores. `announce` is told the address. */
export async function serveUntilStopped(clinic: Clinic, options: ServeOptions, announce: (address: string) => void | Promise<void>): Promise<void> {
  const server = await clinic.serve(options);
  try {
    await announce(server.address);
  } catch (error) {
    await server.close();
    throw error;
  }
  await new Promise<void>((resolve) => {
    closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: false }, async ({ err, signal }) => {
      tell(err ? `surefoot: stopping after a fault: ${err.message}` : `Stopping (${signal ?? 'asked to'}).`);
      await server.close();
      await clinic.close();
      resolve();
    });
  });
}
