// Bundles the engine and copies what is used as it is, into `build/`; `make site-assets` compresses it from there.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";

const DUCKDB = "node_modules/@duckdb/duckdb-wasm";

await mkdir("build", { recursive: true });
await build({
  entryPoints: ["engine.js"],
  outfile: "build/engine.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
});
for (const name of ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"]) {
  await copyFile(`${DUCKDB}/dist/${name}`, `build/${name}`);
}
await copyFile("node_modules/axe-core/axe.min.js", "build/axe.min.js");

