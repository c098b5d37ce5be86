// The engine of the SQL page: DuckDB-WASM behind two functions that give plain rows, so that the page's own
// scripts know nothing of Arrow. `make site-assets` bundles this file.
import { AsyncDuckDB, ConsoleLogger, DuckDBAccessMode, DuckDBDataProtocol, LogLevel } from "@duckdb/duckdb-wasm";
import { valueReader } from "./values.js";

// Extensions would be fetched from another host: what is not built in is a clear error instead.
const FIRST = [
  "set autoinstall_known_extensions = false",
  "set autoload_known_extensions = false",
];
const DATABASE = "site.duckdb";

// Boots the engine and attaches the database. Addresses are absolute: the worker would resolve others against its own.
export async function start({ wasm, worker, database, most }) {
  const thread = new Worker(worker);
  const db = new AsyncDuckDB(new ConsoleLogger(LogLevel.WARNING), thread);
  await db.instantiate(wasm);
  await db.open({ filesystem: { reliableHeadRequests: true, allowFullHTTPReads: true, forceFullHTTPReads: false } });
  const connection = await db.connect();
  for (const statement of FIRST) await connection.query(statement);
  await register(db, database, most);
  await connection.query(`attach '${DATABASE}' as site (read_only)`);
  await connection.query("use site");
  return {
    run: async (sql) => plain(await connection.query(sql)),
    stop: () => thread.terminate(),
  };
}

// A file of up to `most` bytes is read once, whole: a release published meanwhile cannot mix with it. Of a larger one
// the pages that a query reads are asked for, where the server answers ranges.
async function register(db, database, most) {
  const probe = await fetch(database, { headers: { Range: "bytes=0-0" } });
  if (!probe.ok) throw new Error(`${database} was not found (${probe.status})`);
  // bytes 0-0/1536000
  const size = Number(probe.headers.get("Content-Range")?.split("/")[1]);
  if (probe.status === 206 && size > most) {
    await db.registerFileURL(DATABASE, database, DuckDBDataProtocol.HTTP, false);
    return;
  }
  const whole = probe.status === 206 ? await fetch(database) : probe;
  await db.registerFileBuffer(DATABASE, new Uint8Array(await whole.arrayBuffer()));
}

// Returns {columns: [{name, kind}], rows: [[value]]}; values are null, number, bigint, boolean or text.
function plain(table) {
  const columns = table.schema.fields.map((field) => ({ name: field.name, ...valueReader(field.type) }));
  const vectors = columns.map((_, index) => table.getChildAt(index));
  const rows = [];
  for (let row = 0; row < table.numRows; row += 1) {
    rows.push(columns.map(({ read }, index) => read(vectors[index].get(row))));
  }
  return { columns: columns.map(({ name, kind }) => ({ name, kind })), rows };
}
