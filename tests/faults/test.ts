import { test as base } from '../e2e/test';

/** Nothing is said against what the browser logs: here parts are killed, and it tells of each request that failed. */
export const test = base.extend({ errors: async ({ browserName: _any }, provide) => await provide([]) });
