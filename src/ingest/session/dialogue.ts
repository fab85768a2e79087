import { AppError } from '../../model/index.ts';
import type { SensorDialogue, SensorModel, SensorStep } from '../sensors/define.ts';
import type { BleLink, OnValue } from '../transports/ble/central.ts';
import { pause } from './pause.ts';

/** An answer that has not come by then does not come, ms. */
const STEP_MS = 5000;

/** @param channel index of the model's channels */
export type OnPacket = (channel: number, payload: Uint8Array, arrivalMs: number) => void;

type Request = Extract<SensorStep, { do: 'request' }>;

/** Speaks with one sensor over one link: carries out the steps of its model's dialogues, one dialogue at a time. */
export class Speaker {
  readonly #link: BleLink;
  readonly #model: SensorModel;
  readonly #onPacket: OnPacket;
  #awaited: { readonly channel: number; take(payload: Uint8Array): void } | null = null;

  /** @param onPacket gets every notification of the subscribed channels, before anything else happens to it */
  constructor(link: BleLink, model: SensorModel, onPacket: OnPacket) {
    this.#link = link;
    this.#model = model;
    this.#onPacket = onPacket;
  }

  /**
   * Carries out a dialogue to its end. A step that fails is thrown into the dialogue, which may go on without it.
   * @throws AppError SENSOR_REFUSED, SENSOR_UNREACHABLE or SENSOR_LOST; the signal's reason
   */
  async speak(dialogue: SensorDialogue, signal: AbortSignal): Promise<void> {
    let step = dialogue.next();
    while (!step.done) {
      signal.throwIfAborted();
      let answer: Uint8Array | undefined;
      try {
        answer = await this.#carryOut(step.value, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        step = dialogue.throw(error);
        continue;
      }
      step = dialogue.next(answer);
    }
  }

  async #carryOut(step: SensorStep, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const options = { timeoutMs: STEP_MS, signal };
    switch (step.do) {
      case 'subscribe':
        await this.#link.subscribe(this.#model.channels[step.channel], this.#tap(step.channel), options);
        return undefined;
      case 'write':
        await this.#link.write(step.to, step.bytes, { ...options, withResponse: step.withResponse });
        return undefined;
      case 'read':
        return this.#link.read(step.from, options);
      case 'request':
        return this.#request(step, signal);
      case 'wait':
        await pause(step.ms, signal);
        return undefined;
    }
  }

  #tap(channel: number): OnValue {
    return (payload, arrivalMs) => {
      this.#onPacket(channel, payload, arrivalMs);
      if (this.#awaited !== null && this.#awaited.channel === channel) this.#awaited.take(payload);
    };
  }

  /** The answer may come before the write is confirmed, so it is awaited before the write. */
  async #request({ to, bytes, withResponse, channel, isReply }: Request, signal: AbortSignal): Promise<Uint8Array> {
    let reply: Uint8Array | null = null;
    let failure: unknown = null;
    const answered = new AbortController();
    this.#awaited = {
      channel,
      take: (payload) => {
        try {
          if (reply !== null || !isReply(payload)) return;
          // The stack may use its buffer again.
          reply = payload.slice();
        } catch (error) {
          failure = error;
        }
        answered.abort();
      },
    };
    const onAbort = (): void => answered.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await this.#link.write(to, bytes, { timeoutMs: STEP_MS, signal, withResponse });
      // Not answered is the only way in which this wait ends by itself.
      const timedOut = await pause(STEP_MS, answered.signal).then(() => true, () => false);
      if (timedOut) throw new AppError('SENSOR_UNREACHABLE', `The ${this.#model.label} did not answer within ${STEP_MS / 1000} s; switch it off and on.`);
      signal.throwIfAborted();
      if (failure !== null) throw failure as Error;
      return reply!;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#awaited = null;
    }
  }
}
