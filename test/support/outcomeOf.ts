import { AppError } from '../../src/model/index.ts';

/** First of an answer, a timeout and an abort; no timer or listener is left. */
export function outcomeOf<T>(
  { timeoutMs, signals }: { readonly timeoutMs: number; readonly signals: readonly AbortSignal[] },
  begin: (settle: { done(value: T): void; fail(error: Error): void }) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => fail(signals.find(({ aborted }) => aborted)!.reason as Error);
    const end = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', abort);
    };
    const done = (value: T): void => {
      end();
      resolve(value);
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    const timer = setTimeout(() => fail(new AppError('SENSOR_UNREACHABLE', `The sensor did not answer within ${timeoutMs / 1000} s.`)), timeoutMs);
    for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
    if (signals.some(({ aborted }) => aborted)) abort();
    else begin({ done, fail });
  });
}
