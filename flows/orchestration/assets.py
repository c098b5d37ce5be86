"""Assets: which sources each curated table of a release came from, as Prefect's lineage events.

Prefect keeps them as events; the lineage that lasts is in the tables themselves (`run_id`, `capture_id`).
"""

from __future__ import annotations

from prefect.assets import Asset, AssetProperties, materialize
from prefect.assets.core import add_asset_metadata
from prefect.cache_policies import NO_CACHE

from flows.running.job import RunSummary
from warehouse.contract import TABLES


def source_asset(source_id: str) -> Asset:
    """Return the asset of what is archived of a source."""
    return Asset(key=f"equalwork://archive/{source_id}")


def table_asset(name: str) -> Asset:
    """Return the asset of a curated table, described as in the contract."""
    table = TABLES.get(name)
    properties = AssetProperties(name=f"curated.{name}", description=table.description if table else None)
    return Asset(key=f"equalwork://curated/{name}", properties=properties)


def materialize_release(summary: RunSummary) -> None:
    """Tell Prefect that the archive of each source, and every table made of them, was made anew."""
    sources = [source_asset(state.source_id) for state in summary.states]
    tables = {name: table_asset(name) for name in summary.table_rows}
    if not sources or not tables:
        return
    for result in summary.sources:
        _archive(result.source_id, summary.run_id, sum(result.verdicts.values()))
    names = list(tables)

    @materialize(
        *tables.values(),
        by="duckdb",
        name="materialize",
        task_run_name="materialize curated tables",
        asset_deps=[asset.key for asset in sources],
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    def curated() -> None:
        for name in names:
            add_asset_metadata(tables[name].key, {"rows": summary.table_rows[name], "run_id": summary.run_id})

    curated()


def _archive(source_id: str, run_id: str, captures: int) -> None:
    asset = source_asset(source_id)

    @materialize(
        asset,
        by="equalwork",
        name="materialize",
        task_run_name=f"materialize archive {source_id}",
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    def archived() -> None:
        add_asset_metadata(asset.key, {"captures": captures, "run_id": run_id})

    archived()
