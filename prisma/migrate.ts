import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { withSchemaEngine } from './schemaEngine.ts';

const migrationsFolder = path.join(import.meta.dirname, 'migrations');
const schemaFolder = path.join(import.meta.dirname, 'schema');
const lockfile = 'migration_lock.toml';

/** Any number, as long as nothing else in this database locks on it. */
const advisoryLock = 7_230_871;

const everything = { externalTables: [], externalEnums: [] };

async function migrationNames(): Promise<string[]> {
  if (!existsSync(migrationsFolder)) return [];
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

async function migrationsList() {
  const migrationDirectories = await Promise.all(
    (await migrationNames()).map(async (name) => {
      const value = await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const content = existsSync(path.join(migrationsFolder, lockfile))
    ? await readFile(path.join(migrationsFolder, lockfile), 'utf8')
    : null;
  return {
    baseDir: migrationsFolder,
    lockfile: { path: lockfile, content },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

async function schemaFiles() {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith('.prisma')).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      content: await readFile(path.join(schemaFolder, name), 'utf8'),
    })),
  );
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Applies what the database has not seen yet; gives the names. Instances that start at once wait for one another. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    const list = await migrationsList();
    return withSchemaEngine(databaseUrl, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: list,
        filters: everything,
      });
      return appliedMigrationNames;
    });
  });
}

async function withShadowDatabase<T>(
  databaseUrl: string,
  work: (shadowUrl: string) => Promise<T>,
): Promise<T> {
  const name = `webmtg_shadow_${process.pid}_${Date.now()}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return withClient(databaseUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name}`);
    try {
      return await work(url.href);
    } finally {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  });
}

/** The SQL that leads from the migrations to the schema files; undefined when they agree. */
export async function pendingChanges(databaseUrl: string): Promise<string | undefined> {
  // Not the engine's own shadow database: its PostgreSQL adapter drops that one while still connected to it.
  return withShadowDatabase(databaseUrl, async (shadowUrl) => {
    await applyMigrations(shadowUrl);
    const files = await schemaFiles();
    return withSchemaEngine(shadowUrl, async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        // The engine's word for "the database that the adapter is connected to".
        from: { tag: 'schemaDatasource', files, configDir: schemaFolder },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters: everything,
      });
      return exitCode === 2 && stdout ? stdout : undefined;
    });
  });
}

/** Writes a migration that leads to the schema files; gives its folder, or undefined when none is needed. */
export async function newMigration(databaseUrl: string, name: string): Promise<string | undefined> {
  const script = await pendingChanges(databaseUrl);
  if (script === undefined) return undefined;
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = path.join(migrationsFolder, `${time}_${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), script);
  await writeFile(path.join(migrationsFolder, lockfile), 'provider = "postgresql"\n');
  return path.relative(path.dirname(import.meta.dirname), folder);
}

/** Empties the database and applies every migration. */
export async function resetDatabase(databaseUrl: string): Promise<string[]> {
  await withClient(databaseUrl, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  return applyMigrations(databaseUrl);
}

/** Fills the database with the examples of prisma/seed.ts. */
export async function seedDatabase(databaseUrl: string): Promise<void> {
  // Loaded only here: migrations must run where the client has not been generated.
  const [{ seed }, { PrismaClient }] = await Promise.all([
    import('./seed.ts'),
    import('../src/generated/prisma/client.ts'),
  ]);
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) });
  try {
    await seed(client);
  } finally {
    await client.$disconnect();
  }
}
