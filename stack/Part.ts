import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';

/** What every part is made from. */
export type Setting = {
  /** The data folder, absolute. */
  folder: string;
  ports: Ports;
  secrets: Secrets;
  /** The address that web and LiveKit's signalling listen on. */
  host: string;
  /** The address that browsers are served on: the same, or the gateway's. */
  outerHost: string;
  /** The same address as this machine reaches it by. */
  ownHost: string;
  /** The host name in the addresses that browsers get. */
  publicHost: string;
  /** A data folder that is deleted afterwards needs no care for power cuts. */
  isThrowAway: boolean;
  /** What the stack inherits from outside. */
  environment: NodeJS.ProcessEnv;
  isDevelopment: boolean;
  /** Aborted when the stack stops, so that nothing new begins. */
  signal: AbortSignal;
};

export type Part = {
  name: string;
  file: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  user?: { uid: number; gid: number };
  /** Runs before each start, restarts too. */
  beforeStart?: () => Promise<void>;
  /** True once the part serves; a throw counts as "not yet". */
  isReady: () => Promise<boolean>;
  readyWithinSeconds: number;
  stopSignal: NodeJS.Signals;
  stopWithinSeconds: number;
  /** Output goes to the terminal instead of the log file. */
  isShown?: boolean;
};
