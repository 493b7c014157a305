import { parseArgs } from 'node:util';
import { help } from './help.mjs';
import { StackError } from './StackError.ts';

type Options = {
  port: number | undefined;
  host: string;
  /** Web servers behind the gateway; 0 where there is none. */
  instances: number;
  /** LiveKit servers; more than one are reached through the gateway. */
  nodes: number;
  isKept: boolean;
  isDryRun: boolean;
  words: string[];
};

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  gateway: { type: 'boolean' },
  instances: { type: 'string' },
  nodes: { type: 'string' },
  keep: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

function parse() {
  try {
    return parseArgs({ args: process.argv.slice(2), options: flags, allowPositionals: true });
  } catch (error) {
    throw new StackError(error instanceof Error ? error.message : String(error));
  }
}

function count(flag: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new StackError(`--${flag} wants a number from 1 to ${most}, not "${value}".`);
}

/** What was typed after the command's name; throws with the command's help where it can't be read. */
export function readOptions(command: string, allowed: (keyof typeof flags)[], allowsWords = false): Options {
  const { values, positionals } = parse();
  const strange = Object.keys(values).find((name) => !allowed.some((known) => known === name));
  if (strange) throw new StackError(`--${strange} means nothing here.\n\n${help[command]}`);
  if (positionals.length > 0 && !allowsWords)
    throw new StackError(`"${positionals[0]}" means nothing here.\n\n${help[command]}`);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1024 && port <= 65_000)) {
    throw new StackError(`--port wants a number from 1024 to 65000, not "${values.port}".`);
  }
  const nodes = count('nodes', values.nodes, 3) ?? 1;
  const isBehindGateway = values.gateway || nodes > 1;
  const instances = count('instances', values.instances, 9) ?? (isBehindGateway ? 1 : 0);
  return {
    port,
    instances,
    nodes,
    host: values.host ?? '127.0.0.1',
    isKept: values.keep ?? false,
    isDryRun: values['dry-run'] ?? false,
    words: positionals,
  };
}
