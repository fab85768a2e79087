import { Worker } from 'node:worker_threads';

/** A browser in a thread of its own: what it does is not the server's work. */
export interface Visitor {
  /** Asks for a page and gives the length of the answer. @throws Error for any other answer than 200 */
  get(path: string): Promise<number>;
  leave(): Promise<void>;
}

const BROWSER = `
  const { parentPort } = require('node:worker_threads');
  const headers = { 'x-surefoot-client': '1' };
  parentPort.on('message', async ({ url, signIn }) => {
    try {
      const response = await fetch(url, signIn ? { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(signIn) } : { headers });
      if (!response.ok) throw new Error(url + ' answers ' + response.status + ': ' + await response.text());
      if (signIn) headers.cookie = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
      parentPort.postMessage({ length: (await response.arrayBuffer()).byteLength });
    } catch (error) {
      parentPort.postMessage({ error: String(error) });
    }
  });`;

/** Signs in at a server. @param address such as http://127.0.0.1:8080 */
export async function visitor(address: string, signIn: { readonly username: string; readonly password: string }): Promise<Visitor> {
  const worker = new Worker(BROWSER, { eval: true, execArgv: [] });
  const ask = (message: object): Promise<number> => new Promise((resolve, reject) => {
    worker.once('message', ({ length, error }: { length: number; error?: string }) => (error === undefined ? resolve(length) : reject(new Error(error))));
    worker.postMessage(message);
  });
  await ask({ url: `${address}/api/v1/session`, signIn });
  return { get: (path) => ask({ url: `${address}/api/v1/${path}` }), leave: async () => void (await worker.terminate()) };
}
