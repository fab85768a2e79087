/**
 * A virtual radio at the end of a serial line: a pseudo-terminal made by socat, on which a Bluetooth stack finds a controller
 * that speaks H4, as on a real serial adapter (BLUETOOTH_HCI_SOCKET_UART_PORT).
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { AppError } from './model/index.ts';
import { h4Splitter, type Controller } from './simulator/radio/index.ts';

/** Bytes on their way to the computer beyond which sensors have to wait, as at a serial line with flow control. */
const LINE_BYTES = 256 * 1024;

export interface SerialLine {
  /** Path of the pseudo-terminal. */
  readonly port: string;
  /** Resolves when the line is gone. It outlasts the programs that open its port. */
  readonly closed: Promise<void>;
  /** Stop whoever has opened the port first. */
  close(): Promise<void>;
}

/**
 * Connects a controller to a new pseudo-terminal.
 * @param port path at which a link to the terminal is made; it must not exist
 * @throws AppError NO_BLUETOOTH where socat is missing or cannot make the terminal
 */
export async function openSerialLine(controller: Controller, port: string): Promise<SerialLine> {
  const socat = spawn('socat', ['-d', '-d', '-', `PTY,link=${port},raw,echo=0`], { stdio: ['pipe', 'pipe', 'pipe'] });
  const closed = new Promise<void>((resolve) => {
    socat.once('close', () => {
      controller.onPacket = () => undefined;
      rmSync(port, { force: true });
      resolve();
    });
  });
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const update = (): void => {
    controller.ready = waitingBytes + socat.stdin.writableLength < LINE_BYTES;
  };
  const flush = (): void => {
    const all = Buffer.concat(waiting);
    waiting.length = 0;
    waitingBytes = 0;
    // An error of writing is an end of socat, which `closed` tells.
    if (socat.stdin.writable) socat.stdin.write(all, update);
  };
  controller.onPacket = (packet) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(packet);
    waitingBytes += packet.length;
    update();
  };
  socat.stdin.on('error', () => socat.kill());
  socat.stdout.on('data', h4Splitter((packet) => controller.receive(packet)));

  await new Promise<void>((resolve, reject) => {
    let said = '';
    socat.once('error', (error) => reject(new AppError('NO_BLUETOOTH', 'socat is needed for a virtual radio on a serial line. On Debian: apt-get install socat', {}, { cause: error })));
    socat.once('close', () => reject(new AppError('NO_BLUETOOTH', `socat could not make the terminal ${port}: ${said.trim()}`)));
    socat.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/PTY is/.test(said) && /starting data transfer loop/.test(said)) resolve();
    });
  });
  return {
    port,
    closed,
    close: async () => {
      socat.kill();
      await closed;
    },
  };
}
