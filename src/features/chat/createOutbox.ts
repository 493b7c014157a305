import { appCodeOf, isOffline } from '@/api/appError';
import type { Message } from '@/api/LiveEvent';
import type { ErrorCode } from '@/shared/errors';

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

export type Send = (message: Message, signal: AbortSignal) => Promise<Message>;

/** Sends one message after the other, so that they arrive in the order of their writing, and loses none. */
export const createOutbox = (send: Send, onChange: (arrived: Message | null) => void) => {
  let outgoing: readonly Outgoing[] = [];
  let line: Promise<void> = Promise.resolve();

  const set = (id: string, failure: Failure | null) => {
    outgoing = outgoing.map((one) => (one.message.id === id ? { ...one, failure } : one));
    onChange(null);
  };
  const drop = (id: string) => {
    outgoing = outgoing.filter((one) => one.message.id !== id);
  };

  const post = async (message: Message) => {
    // The stream may have shown it by now, although the last attempt seemed to fail.
    if (!outgoing.some((one) => one.message.id === message.id)) return;
    try {
      const arrived = await send(message, AbortSignal.timeout(PATIENCE));
      drop(message.id);
      onChange(arrived);
    } catch (error) {
      set(message.id, failureOf(error));
    }
  };
  const queue = (message: Message) => {
    line = line.then(async () => await post(message));
  };
  const retry = (id: string) => {
    const failed = outgoing.find((one) => one.message.id === id && one.failure !== null);
    if (!failed) return;
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
    /** The same for all that only lacked a connection. */
    retryUnreached: () => {
      for (const { message, failure } of outgoing) if (failure === 'OFFLINE') retry(message.id);
    },
    drop: (id: string) => {
      drop(id);
      onChange(null);
    },
    /** It has come by the stream. */
    settle: drop,
  };
};
