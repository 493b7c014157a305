import type { ObjectStore } from '../files/ObjectStore.ts';
import type { RpcServer } from '../psrpc/RpcServer.ts';
import type { Settings } from '../settings.ts';
import type { Reporter } from './Reporter.ts';

/** What every recording works with. */
export interface Means {
  settings: Settings;
  store: ObjectStore;
  reporter: Reporter;
  server: RpcServer;
}
