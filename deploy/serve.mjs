import { readFileSync } from 'node:fs';
import path from 'node:path';

// Starts the web server in an image, where next.config.mjs and the packages that it asks for are not: Next takes the
// settings that it was built with, as it does in the server.js of its own standalone builds.
const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const { config } = JSON.parse(readFileSync(path.join('.next', 'required-server-files.json'), 'utf8'));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
await import('../src/server/web.ts');
