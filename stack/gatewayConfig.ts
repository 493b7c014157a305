import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { root } from './folders.ts';
import { StackError } from './StackError.ts';

const at = (file: string) => path.join(root, 'gateway', file);

/** What the template's placeholders are where neither the host nor the launcher says anything else. */
export const gatewayDefaults = (): NodeJS.Dict<string> => parseEnv(readFileSync(at('defaults.env'), 'utf8'));

/** nginx's `server` lines. One that doesn't answer twice in three seconds is left alone for as long. */
export const upstreamServers = (ports: number[]): string =>
  ports.map((port) => `server 127.0.0.1:${port} max_fails=2 fail_timeout=3s;`).join(' ');

/** A template of gateway/, filled in as envsubst would; throws where a value is missing. */
export function fillGateway(values: NodeJS.Dict<string>, template = 'nginx.conf.template'): string {
  return readFileSync(at(template), 'utf8').replaceAll(/\$\{(GATEWAY_[A-Z_]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new StackError(`gateway/${template} asks for \${${name}}, which nobody has set.`);
    return value;
  });
}
