import type { AppError, ErrorCode } from '../../../../model/index.ts';
import type { Advertisement, Characteristic } from '../central.ts';

/**
 * What the main process and the radio process say to one another. Calls carry a number that their answer repeats; links and subscriptions are
 * numbered by the main process. Messages arrive in the order in which they were sent.
 */
export type Request =
  | { readonly call: 'ready' }
  | { readonly call: 'scan'; readonly whileConnected: boolean }
  | { readonly call: 'connect'; readonly link: number; readonly device: string }
  | { readonly call: 'discover'; readonly link: number; readonly services: readonly string[] }
  | { readonly call: 'read'; readonly link: number; readonly at: Characteristic }
  | { readonly call: 'write'; readonly link: number; readonly at: Characteristic; readonly bytes: Uint8Array; readonly withResponse?: boolean }
  | { readonly call: 'subscribe'; readonly link: number; readonly at: Characteristic; readonly subscription: number }
  | { readonly call: 'rssi'; readonly link: number }
  | { readonly call: 'disconnect'; readonly link: number }
  | { readonly call: 'close' };

export type ToRadio =
  | { readonly kind: 'request'; readonly id: number; readonly timeoutMs?: number; readonly request: Request }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'ping' };

/** Values of one turn of the radio's event loop: value i belongs to subscription `subscriptions[i]` and ends at `ends[i]` of `bytes`. */
export interface ValueBatch {
  readonly subscriptions: Uint32Array;
  /** Monotonic clock, ms. */
  readonly arrivalsMs: Float64Array;
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
}

export interface SentError {
  /** Null for an abort: whoever asked knows the reason. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly where: AppError['where'];
}

export type FromRadio =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: SentError }
  | { readonly kind: 'closed'; readonly link: number; readonly reason: string | null }
  | { readonly kind: 'values'; readonly batch: ValueBatch }
  | { readonly kind: 'heard'; readonly id: number; readonly heard: readonly Advertisement[] }
  | { readonly kind: 'pong' };
