import { AppError } from '../../../model/index.ts';
import type { BleCentral, BleLink, CallOptions } from './central.ts';
import { disconnectReason } from './disconnectReason.ts';
import { monotonicMs } from './monotonic.ts';
import { CONNECTION, type NobleLike, type NoblePeripheral } from './noble.ts';
import { noBluetooth } from './noBluetooth.ts';
import { NobleLink } from './nobleLink.ts';
import { outcome } from './outcome.ts';
import { RadioSwitch } from './radioSwitch.ts';
import { Scanner } from './scanner.ts';
import { Turns } from './turns.ts';

const CONNECT_MS = 10_000;
/** Time for the radio to say that it gave up connecting. */
const CANCEL_MS = 2000;

/** What is there once noble is loaded. */
interface Radio {
  readonly power: RadioSwitch;
  readonly scanner: Scanner;
}

/**
 * Our port over noble. There is one for each process, since noble keeps one state for all.
 * @param load loads noble when it is first needed; its AppError NO_BLUETOOTH is passed on
 */
export function nobleCentral(load: () => NobleLike): BleCentral {
  const links = new Map<string, NobleLink>();
  const turns = new Turns();
  const dialling = new Set<(error: Error) => void>();
  /** Listeners for connections that come about after we gave up on them. */
  const strays = new Map<NoblePeripheral, (error?: unknown) => void>();
  let radio: Radio | null = null;
  let isClosed = false;

  function open(): Radio {
    if (isClosed) throw noBluetooth('closed');
    if (radio) return radio;
    const noble = load();
    const scanner = new Scanner(noble, ({ id, state }) => links.has(id) || state === 'connecting' || state === 'connected' || state === 'disconnecting');
    const power = new RadioSwitch(noble, (fault) => {
      scanner.end(fault);
      for (const fail of [...dialling]) fail(noBluetooth(fault));
      // Noble does not tell for each link that it is gone with the radio.
      for (const link of [...links.values()]) link.end('the Bluetooth radio was switched off or unplugged');
    });
    radio = { power, scanner };
    return radio;
  }

  async function ready(options?: CallOptions): Promise<Radio> {
    const opened = open();
    await opened.power.untilOn(options);
    return opened;
  }

  async function connectNow(id: string, { timeoutMs = CONNECT_MS, signal }: CallOptions): Promise<BleLink> {
    if (links.has(id)) throw new AppError('CONFLICT', `Sensor ${id} is connected already.`);
    const deadlineMs = monotonicMs() + timeoutMs;
    const { scanner } = await ready({ signal });
    const left = (): number => Math.max(1, deadlineMs - monotonicMs());
    const found = await scanner.find(id, { timeoutMs: left(), signal }, () => new AppError('SENSOR_UNREACHABLE', `Sensor ${id} was not heard; switch it on and bring it near.`));
    return scanner.quietly(async () => {
      const link = await dial(found, scanner, left(), signal);
      if (!isClosed) return link;
      await link.disconnect();
      throw noBluetooth('closed');
    });
  }

  async function dial(peripheral: NoblePeripheral, scanner: Scanner, timeoutMs: number, signal?: AbortSignal): Promise<NobleLink> {
    forgetStray(peripheral);
    if (peripheral.state === 'connected') await hangUp(peripheral);
    const unreachable = (why: string): AppError => new AppError('SENSOR_UNREACHABLE', `Sensor ${peripheral.id} could not be connected: ${why}; switch it on and bring it near.`);
    let answered = false;
    try {
      return await outcome<NobleLink>({ timeoutMs, signal, together: dialling, late: () => unreachable('it does not answer') }, ({ done, fail, on }) => {
        on(peripheral, 'connect', (error?: unknown) => {
          answered = true;
          if (error) fail(unreachable(disconnectReason(error)));
          else done(newLink(peripheral, scanner));
        });
        peripheral.connect(CONNECTION);
      });
    } catch (error) {
      // A request that is not taken back keeps every other connection waiting.
      if (!answered) await takeBack(peripheral);
      throw error;
    }
  }

  /** Made at the very event that tells of the connection, because the next may tell of its end. */
  function newLink(peripheral: NoblePeripheral, scanner: Scanner): NobleLink {
    const link = new NobleLink(peripheral, () => {
      links.delete(peripheral.id);
      scanner.linkClosed();
    });
    links.set(peripheral.id, link);
    scanner.linkOpened();
    return link;
  }

  /** Takes a connection request back and waits for the radio to say so. */
  async function takeBack(peripheral: NoblePeripheral): Promise<void> {
    if (peripheral.state !== 'connecting') return;
    // One of the packages tells at once that it was cancelled, then again when the radio has given up: only the second counts.
    peripheral.cancelConnect();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, peripheral.state === 'connecting' ? CANCEL_MS : 0);
      const stray = (error?: unknown): void => {
        forgetStray(peripheral);
        // It came about just before it was cancelled.
        if (!error) peripheral.disconnect();
        clearTimeout(timer);
        resolve();
      };
      strays.set(peripheral, stray);
      peripheral.on('connect', stray);
    });
  }

  function forgetStray(peripheral: NoblePeripheral): void {
    const stray = strays.get(peripheral);
    if (stray) peripheral.off('connect', stray);
    strays.delete(peripheral);
  }

  /** Ends a connection that nobody here holds. */
  async function hangUp(peripheral: NoblePeripheral): Promise<void> {
    await outcome<void>({ timeoutMs: CANCEL_MS, late: () => undefined }, ({ done, on }) => {
      on(peripheral, 'disconnect', () => done());
      peripheral.disconnect();
    });
  }

  return {
    async ready(options) {
      await ready(options);
    },
    async scan(onFound, signal, { whileConnected = false } = {}) {
      const { scanner } = await ready({ signal }).catch((error: unknown) => {
        if (signal.aborted) return { scanner: null };
        throw error;
      });
      await scanner?.listen(onFound, signal, whileConnected);
    },
    connect: (id, options = {}) => turns.take(() => connectNow(id, options), options.signal),
    async close() {
      isClosed = true;
      await Promise.all([...links.values()].map((link) => link.disconnect()));
      for (const peripheral of [...strays.keys()]) forgetStray(peripheral);
      await radio?.scanner.close();
      radio?.power.close();
      radio = null;
    },
  };
}
