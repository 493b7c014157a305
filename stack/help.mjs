const ports = `Ports, counted from P:
  P    web              P+4  LiveKit media over TCP
  P+1  PostgreSQL       P+5  LiveKit media over UDP
  P+2  Redis            P+6  object store (S3)
  P+3  LiveKit signal

Behind a gateway P is its own, P+7 leads from plain HTTP to it, P+8 is its inner side, web servers count from
P+10, and more LiveKit servers take three each from P+20`;

/** @type {Record<string, string>} */
export const help = {
  up: `npm start [-- --port P] [--host ADDRESS] [--gateway] [--instances N] [--nodes N]

Brings up WebMTG with everything it needs on this machine and prints its address.
Ctrl-C stops it all. Data, logs, programs and generated secrets live in .data/.

  --port P         first port of the stack (3000); two clones run side by side on different ones
  --host ADDRESS   where the web server and LiveKit listen (127.0.0.1); 0.0.0.0 opens them to the network
  --gateway        nginx before the web server: TLS, limits, one address for pages and calls. Its certificate comes
                   from an authority that is made for this machine (gateway/README.md), or from GATEWAY_CERTIFICATE
  --instances N    N web servers (1 to 9) behind the gateway, which this option brings along
  --nodes N        N LiveKit servers (1 to 3) that share the rooms, behind the gateway too

${ports}

A .env file in this folder is read if present; .env.example says what can be set there.`,

  dev: `npm run dev [-- --port P] [--host ADDRESS]

Like npm start, but the web server compiles as you edit.

${ports}`,

  test: `npm test [-- PHASE...] [FILTER...] [--port P] [--keep]

Runs every phase in order, on a stack of its own with a throw-away data folder:
  check    types, lint, format, dead code, messages
  unit     src/**/*.test.ts
  server   tests/server, on real PostgreSQL, Redis, LiveKit and object store
  stack    tests/stack, the launcher itself
  gateway  tests/gateway, nginx before two web servers
  e2e      tests/e2e, real browsers against the production build
  faults   tests/faults, a part is killed in the middle of things

  npm test -- server rooms   the server phase, only files whose path contains "rooms"
  --port P                   first port (4300, or the next free block)
  --keep                     leave the data folder for a look; without it only the logs stay`,

  check: `npm run check

Types, lint, format, dead code and messages. Prints nothing when all is well.`,

  bench: `npm run bench [-- NAME...] [--port P] [--keep]

Runs tests/bench/*.ts one after another on a stack of its own; NAME keeps those whose name contains it.`,

  jobs: `npm run jobs -- cleanup | NAME... [--dry-run]

Runs what the server does by itself every so often, now and here; cleanup is all of these:

  recordings      moves recordings on that hang, and takes in files that nobody claimed
  meetings        closes meetings whose end LiveKit never told
  hostless        ends meetings whose last host left a minute ago, in rooms that end so
  files           deletes uploads nobody sent within a day, and files deleted thirty days ago
  retention       deletes recordings that are older than its organisation keeps them or were deleted thirty days ago
  transcodes      takes up again what another process left half made
  messages        deletes what is older than its room keeps it
  rooms           deletes rooms deleted thirty days ago with all that is in them
  tenants         deletes organisations deleted thirty days ago with all that is in them
  rotate-secrets  encrypts anew what the database keeps under an older key of WEBMTG_SECRET_KEYS
  audit           deletes what is older than its organisation keeps its audit log
  store           aborts stale uploads, deletes orphans of store and database, counts each tenant's usage anew
  parts           deletes what was seen of the parts more than seven days ago
  --dry-run       counts what it would remove, and removes nothing

Works on the running stack, or on the parts that DATABASE_URL and the other settings name.`,

  db: `npm run db -- migrate | new NAME | reset | seed

  migrate    applies what is in prisma/migrations
  new NAME   writes the migration that leads from prisma/migrations to prisma/schema
  reset      empties the database and applies every migration
  seed       fills it with examples (prisma/seed.ts)

Works on DATABASE_ADMIN_URL or DATABASE_URL if set, else on the database of the running stack, else starts it for the command.`,
};
