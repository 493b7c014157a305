import path from 'node:path';
import { defineConfig } from 'vitest/config';

const at = (file: string) => path.join(import.meta.dirname, file);
const alias = { '@': at('src'), 'server-only': at('tests/server/serverOnly.ts') };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['{src,stack,livekit}/**/*.test.ts', 'src/**/*.test.tsx'] },
      },
      {
        resolve: { alias },
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['tests/stack/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'gateway',
          include: ['tests/gateway/**/*.test.ts'],
          // One of them kills a web server that the others need.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
