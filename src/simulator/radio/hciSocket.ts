import type { Controller } from './hci/controller.ts';

interface Emitter {
  emit(event: string, ...values: unknown[]): boolean;
}

/** What the room needs of Node, handed in by whoever puts the socket in place. */
export interface SocketParts {
  readonly EventEmitter: new () => Emitter;
  /** The program's own kind of byte array. */
  readonly asBuffer: (bytes: Uint8Array) => Uint8Array;
  /** Soon, but not within this call: a real socket never answers while it is written to. */
  readonly soon: (run: () => void) => void;
}

/** The class that a Bluetooth stack makes its HCI socket of, in front of a virtual controller. */
export function hciSocketClass(controller: Controller, { EventEmitter, asBuffer, soon }: SocketParts): new () => object {
  return class VirtualHciSocket extends EventEmitter {
    #started = false;
    #waiting: Uint8Array[] = [];

    start(): void {
      if (this.#started) return;
      this.#started = true;
      controller.onPacket = (packet) => {
        // One turn for all packets of a connection event.
        if (this.#waiting.length === 0) soon(() => this.#hand());
        this.#waiting.push(packet);
      };
    }

    stop(): void {
      this.#started = false;
      controller.onPacket = () => undefined;
      controller.reset();
    }

    write(data: Uint8Array): void {
      const packet = Uint8Array.from(data);
      soon(() => {
        if (this.#started) controller.receive(packet);
      });
    }

    bindRaw(deviceId?: number): number {
      return deviceId ?? 0;
    }

    bindUser(deviceId?: number): number {
      return deviceId ?? 0;
    }

    bindControl(): number {
      return 0;
    }

    isDevUp(): boolean {
      return true;
    }

    getDeviceList(): readonly object[] {
      return [{ devId: 0, devUp: true, idVendor: null, idProduct: null, busNumber: null, deviceAddress: null }];
    }

    /** The controller sends nothing that would have to be left out. */
    setFilter(): void {
      return undefined;
    }

    #hand(): void {
      const packets = this.#waiting;
      this.#waiting = [];
      for (const packet of packets) if (this.#started) this.emit('data', asBuffer(packet));
    }
  };
}
