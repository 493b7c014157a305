import { freePort } from '../e2e/freePort';
import { startServer } from '../e2e/startServer';
import { test as base } from '../e2e/test';
import { startBalancer } from './balancer';

/** Two web servers behind a balancer, on the parts that the test runs on. */
const deploy = async () => {
  const balancer = await startBalancer();
  const ports = [await freePort(), await freePort()];
  const start = async (port: number) => await startServer(port, { WEBMTG_URL: balancer.url });
  const instances = await Promise.all(ports.map(async (port) => ({ port, server: await start(port) })));
  balancer.serve(ports);
  return {
    balancer,
    urls: ports.map((port) => `http://localhost:${port}`),
    /** Stops and starts each in turn, as an update does; returns how many seconds each took to stop. */
    roll: async () => {
      const took: number[] = [];
      for (const one of instances) {
        const began = performance.now();
        await one.server.stop();
        took.push((performance.now() - began) / 1000);
        one.server = await start(one.port);
      }
      return took;
    },
    /** Ends one without a word, and starts it anew. */
    crashOne: async () => {
      const [one] = instances;
      if (!one) return;
      await one.server.kill();
      one.server = await start(one.port);
    },
    close: async () => {
      balancer.close();
      await Promise.all(instances.map(async ({ server }) => await server.stop()));
    },
  };
};

export const test = base.extend<{ deployment: Awaited<ReturnType<typeof deploy>> }>({
  deployment: async ({ browserName: _any }, provide) => {
    const deployment = await deploy();
    await provide(deployment);
    await deployment.close();
  },
  // Nothing is said against what the browser logs: here parts are killed, and it tells of each request that failed.
  errors: async ({ browserName: _any }, provide) => await provide([]),
});
