"""The page that queries the release in the browser: DuckDB-WASM over `site.duckdb`."""
