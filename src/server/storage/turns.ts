import 'server-only';
import { randomUUID } from 'node:crypto';
import { redis } from '../redis';

/** Seconds that a turn is remembered in Redis without a word from its holder. */
const TURN_TTL = 3600;

const turnKey = (fileId: string) => `upload-turn:${fileId}`;

interface Running {
  controller: AbortController;
  done: Promise<void>;
}

const globals = globalThis as { webmtgTurns?: Map<string, Running> };

/** The uploads that send bytes through this process. */
const running = () => (globals.webmtgTurns ??= new Map());

/** The right to be the one request that sends a file's bytes. */
export interface Turn {
  /** Aborted when another request took over, or by `abort`. */
  signal: AbortSignal;
  /** Ends the turn for a reason of its own, which whoever waits on the signal is told. */
  abort: (reason: Error) => void;
  /** Throws where another request took over, on whichever instance. */
  prove: () => Promise<void>;
  end: () => void;
}

export class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

/** Ends the turn of whoever sends a file's bytes; the next part of theirs is refused. */
export const endTurn = async (fileId: string) => {
  running().get(fileId)?.controller.abort(new TakenOver());
  await redis().del(turnKey(fileId));
};

/**
 * Takes a file's upload over from an older request, which may be a dead connection that nobody has noticed yet.
 * One in this process has ended when this returns; one elsewhere ends before its next part.
 */
export const takeTurn = async (fileId: string): Promise<Turn> => {
  const token = randomUUID();
  const controller = new AbortController();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const mine: Running = { controller, done };
  const older = running().get(fileId);
  running().set(fileId, mine);
  const end = () => {
    if (running().get(fileId) === mine) running().delete(fileId);
    resolve();
  };
  try {
    older?.controller.abort(new TakenOver());
    await redis().set(turnKey(fileId), token, 'EX', TURN_TTL);
    await older?.done;
  } catch (error) {
    end();
    throw error;
  }
  const prove = async () => {
    controller.signal.throwIfAborted();
    if ((await redis().getex(turnKey(fileId), 'EX', TURN_TTL)) !== token) throw new TakenOver();
  };
  return { signal: controller.signal, abort: (reason) => controller.abort(reason), prove, end };
};
