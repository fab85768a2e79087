/** Stands between a client and a server and notes the bodies of writes that the server took, in their order. */
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RecordingProxy {
  readonly url: string;
  readonly written: string[];
  close(): Promise<void>;
}

export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const written: string[] = [];
  const server = createServer((request, answer) => {
    void buffer(request).then((body) => {
      const onward = ask(new URL(request.url ?? '', target), { method: request.method, headers: request.headers }, (answered) => {
        if (request.url?.startsWith('/write') && answered.statusCode === 204) written.push(body.toString());
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    written,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
