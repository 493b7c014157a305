import { newMigration, applyMigrations, resetDatabase, seedDatabase } from '../prisma/migrate.ts';
import { defaultDataFolder, makeFolder } from './folders.ts';
import { generate } from './generate.ts';
import { help } from './help.mjs';
import { findLauncher } from './lock.ts';
import { readOptions } from './options.ts';
import { portsFrom } from './ports.ts';
import { databaseUrl } from './postgres.ts';
import { runCommand, type Command } from './runCommand.ts';
import { readSecrets } from './secrets.ts';
import { Stack } from './Stack.ts';
import { StackError } from './StackError.ts';

async function findDatabase({ keep }: Command, port: number): Promise<string> {
  const { DATABASE_ADMIN_URL, DATABASE_URL } = process.env;
  const given = DATABASE_ADMIN_URL || DATABASE_URL;
  if (given) return given;
  const folder = defaultDataFolder();
  const running = findLauncher(folder);
  if (running)
    return databaseUrl({ ports: portsFrom(running.port), secrets: readSecrets(folder, process.env) });
  const stack = keep(await Stack.open({ folder, ports: portsFrom(port) }));
  await stack.startPostgres();
  return databaseUrl(stack.setting);
}

const list = (names: string[]) => names.map((name) => `  ${name}`).join('\n');

async function run(command: Command, [verb, name]: string[], url: string): Promise<string> {
  switch (verb) {
    case 'migrate': {
      const applied = await applyMigrations(url);
      return applied.length > 0 ? `Applied:\n${list(applied)}` : 'Nothing to apply.';
    }
    case 'new': {
      if (!name) throw new StackError(`The migration wants a name.\n\n${help.db}`);
      const folder = await newMigration(url, name);
      return folder
        ? `Wrote ${folder}. Read it, then: npm run db -- migrate`
        : 'prisma/schema and prisma/migrations agree.';
    }
    case 'reset':
      return `Emptied, then applied:\n${list(await resetDatabase(url))}`;
    case 'seed':
      await generate({ logFolder: makeFolder(defaultDataFolder(), 'log'), signal: command.signal });
      await seedDatabase(url);
      return 'Seeded.';
    default:
      throw new StackError(`"${verb}" means nothing here.\n\n${help.db}`);
  }
}

await runCommand(async (command) => {
  const { words, port = 3000 } = readOptions('db', ['port'], true);
  if (words.length === 0) throw new StackError(help.db ?? '');
  console.log(await run(command, words, await findDatabase(command, port)));
  return 0;
});
