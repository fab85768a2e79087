import { noBluetooth, type RadioFault } from './noBluetooth.ts';
import { outcome } from './outcome.ts';
import type { CallOptions } from './central.ts';
import type { NobleLike } from './noble.ts';

/** Over a serial port noble asks once a second whether the controller is there. */
const READY_MS = 5000;
const HOPELESS = ['unauthorized', 'unsupported'];

/** Whether the radio is on, as noble tells. */
export class RadioSwitch {
  readonly #noble: NobleLike;
  #warning: string | undefined;
  readonly #onState: (state: string) => void;
  readonly #onWarning = (text: string): void => void (this.#warning = text);

  /** @param onOff called when a radio that was on is on no more */
  constructor(noble: NobleLike, onOff: (fault: RadioFault) => void) {
    this.#noble = noble;
    let wasOn = this.isOn;
    this.#onState = () => {
      if (wasOn && !this.isOn) onOff('poweredOff');
      wasOn = this.isOn;
    };
    // The first listener also makes noble open the adapter.
    noble.on('stateChange', this.#onState);
    noble.on('warning', this.#onWarning);
  }

  get isOn(): boolean {
    return this.#noble._state === 'poweredOn';
  }

  /** Resolves when the radio is on. @throws AppError NO_BLUETOOTH when it does not come on in time or never can */
  async untilOn({ timeoutMs = READY_MS, signal }: CallOptions = {}): Promise<void> {
    await outcome<void>({ timeoutMs, signal, late: () => this.fault() }, ({ done, fail, on }) => {
      const look = (): void => {
        if (this.isOn) done();
        else if (HOPELESS.includes(this.#noble._state)) fail(this.fault());
      };
      on(this.#noble, 'stateChange', look);
      look();
    });
  }

  /** Why the radio cannot be used now. */
  fault(): Error {
    const known = ['poweredOff', ...HOPELESS].find((state) => state === this.#noble._state);
    return noBluetooth((known ?? 'unknown') as RadioFault, undefined, this.#warning);
  }

  close(): void {
    this.#noble.off('stateChange', this.#onState);
    this.#noble.off('warning', this.#onWarning);
  }
}
