import { appCodeOf, isOffline } from '@/api/appError';
import type { Message } from '@/api/LiveEvent';
import { retryDelay } from '@/shared/retryDelay';
import { type ErrorCode, isPassing } from '@/shared/errors';

/** Milliseconds after which a message that gets no answer counts as not sent. */
const PATIENCE = 30_000;

export type Failure = ErrorCode | 'OFFLINE' | 'UNKNOWN';

/** A message on its way, as it will look. */
export interface Outgoing {
  message: Message;
  /** Null while it is being sent; else why it was not. */
  failure: Failure | null;
}

export const failureOf = (error: unknown): Failure =>
  appCodeOf(error) ?? (isOffline(error) ? 'OFFLINE' : 'UNKNOWN');

/** Whether it goes through by itself as soon as some part is back, the line to the server among them. */
export const isWaiting = (failure: Failure | null) =>
  failure === 'OFFLINE' || (failure !== null && failure !== 'UNKNOWN' && isPassing(failure));

export type Send = (message: Message, signal: AbortSignal) => Promise<Message>;

/** Sends one message after the other, so that they arrive in the order of their writing, and loses none. */
export const createOutbox = (send: Send, onChange: (arrived: Message | null) => void) => {
  let outgoing: readonly Outgoing[] = [];
  let line: Promise<void> = Promise.resolve();
  /** Ends the pause before the next attempt. */
  let wake = () => undefined as void;

  const set = (id: string, failure: Failure | null) => {
    outgoing = outgoing.map((one) => (one.message.id === id ? { ...one, failure } : one));
    onChange(null);
  };
  const drop = (id: string) => {
    outgoing = outgoing.filter((one) => one.message.id !== id);
  };

  const pause = async (milliseconds: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    const timer = setTimeout(resolve, milliseconds);
    await promise;
    clearTimeout(timer);
  };

  const post = async (message: Message) => {
    // The stream may have shown it by now, although the last attempt seemed to fail.
    for (let failures = 1; outgoing.some((one) => one.message.id === message.id); failures += 1) {
      try {
        const arrived = await send(message, AbortSignal.timeout(PATIENCE));
        drop(message.id);
        onChange(arrived);
      } catch (error) {
        const failure = failureOf(error);
        if (!isWaiting(failure)) return set(message.id, failure);
        // Those behind it wait with it. What is over in a moment is not worth a word.
        if (failures > 1) set(message.id, failure);
        await pause(retryDelay(failures, Math.random()));
      }
    }
  };
  const queue = (message: Message) => {
    line = line.then(async () => await post(message));
  };
  const retry = (id: string) => {
    const failed = outgoing.find((one) => one.message.id === id && one.failure !== null);
    if (!failed) return;
    if (isWaiting(failed.failure)) return wake();
    set(id, null);
    queue(failed.message);
  };

  return {
    get: () => outgoing,
    add: (message: Message) => {
      outgoing = [...outgoing, { message, failure: null }];
      onChange(null);
      queue(message);
    },
    /** Sends again what has failed, under the same id. */
    retry,
    /** The same, without a pause, for what only lacked a connection, or a part that was away. */
    retryUnreached: () => wake(),
    drop: (id: string) => {
      drop(id);
      wake();
      onChange(null);
    },
    /** It has come by the stream. */
    settle: drop,
  };
};
