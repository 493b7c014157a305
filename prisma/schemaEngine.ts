import type { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const oid = { char: 18, text: 25 };
type RowDescription = { fields: { dataTypeID: number }[] };

/**
 * Prisma's PostgreSQL adapter refuses the type "char", which the system catalogues are full of, and has no way to
 * answer with the character type that the engine expects there. So such columns pass it as text and are renamed after.
 * It also cuts scripts at every semicolon, those inside function bodies too: a script goes to the server whole.
 */
function makeAdapter(pool: pg.Pool): PrismaPg {
  let charColumns: number[] = [];
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: EventEmitter };
    connection.prependListener('rowDescription', ({ fields }: RowDescription) => {
      charColumns = [...fields.keys()].filter((i) => fields[i]?.dataTypeID === oid.char);
      for (const field of fields) if (field.dataTypeID === oid.char) field.dataTypeID = oid.text;
    });
  });
  const factory = new PrismaPg(pool, { disposeExternalPool: false });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const i of charColumns) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}

let loading: Promise<void> | undefined;

// The package's own entry imports the .wasm file as a module, which Node does not do without a flag.
async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const wasm = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  // A panic in the engine looks for this before it ends; without it only "undefined" would be heard of it.
  const report = { set_message: (message: string) => process.stderr.write(`${message}\n`) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: report });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
}

/** Gives `work` Prisma's schema engine on a database, without the native binary that its CLI would download. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  await (loading ??= load());
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(makeAdapter(pool));
    const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}
