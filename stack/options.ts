import { parseArgs } from 'node:util';
import { help } from './help.mjs';
import { StackError } from './StackError.ts';

type Options = {
  port: number | undefined;
  host: string;
  /** Web servers behind the gateway; 0 where there is none. */
  instances: number;
  isKept: boolean;
  isDryRun: boolean;
  words: string[];
};

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  gateway: { type: 'boolean' },
  instances: { type: 'string' },
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
  const instances = Number(values.instances ?? (values.gateway ? 1 : 0));
  if (values.instances !== undefined && !(Number.isInteger(instances) && instances >= 1 && instances <= 9)) {
    throw new StackError(`--instances wants a number from 1 to 9, not "${values.instances}".`);
  }
  return {
    port,
    instances,
    host: values.host ?? '127.0.0.1',
    isKept: values.keep ?? false,
    isDryRun: values['dry-run'] ?? false,
    words: positionals,
  };
}
