import pg from 'pg';
import { applyMigrations } from '../prisma/migrate.ts';

// Before web servers of a new version start: applies the migrations as the owner of the database (DATABASE_ADMIN_URL),
// and lets the role that the app works as (DATABASE_URL) log in with its password. Any number may run at once.
const { DATABASE_ADMIN_URL, DATABASE_URL } = process.env;

async function letAppIn(adminUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const [role, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
    // PostgreSQL refuses two that alter one role at the same moment, so they take turns.
    await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(7230872);
       ALTER ROLE ${client.escapeIdentifier(role)} LOGIN PASSWORD ${client.escapeLiteral(secret)}; COMMIT`,
    );
  } finally {
    await client.end();
  }
}

if (!DATABASE_ADMIN_URL || !DATABASE_URL) {
  process.stderr.write(
    'DATABASE_ADMIN_URL (the owner of the database) and DATABASE_URL (the app) are wanted.\n',
  );
  process.exit(1);
}
const applied = await applyMigrations(DATABASE_ADMIN_URL);
process.stdout.write(`${applied.length} migrations applied\n`);
await letAppIn(DATABASE_ADMIN_URL, DATABASE_URL);
// Left to itself the process ends ten seconds later, which everything that waits for it would wait too.
process.exit(0);
