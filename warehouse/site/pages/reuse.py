"""Text reuse: a passage followed through the documents that print it, with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.site.data import Row, grouped, rows
from warehouse.site.licences import extract, is_open
from warehouse.site.lists import item
from warehouse.site.marks import marked_difference
from warehouse.site.site import Site
from warehouse.site.writer import Page

A_PAGE = 100
# A long passage of a text that may not be printed in full is shown by this many words.
LENT_WORDS = 60
SHOWN_PASSAGES = 60


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of reused passages and a page for each."""
    clusters = rows(site.con, "reuse_clusters")
    passages = grouped(site.con, "reuse_passages", "cluster_id")
    yield from _lists(clusters)
    for cluster in clusters:
        found = passages[cluster["cluster_id"]]
        context = {"cluster": _shown(cluster), "passages": _compared(found), "count": len(found)}
        yield Page(f"reuse/{cluster['cluster_id']}.html", "reuse_page.j2", context)


def _lists(clusters: list[Row]) -> Iterator[Page]:
    paths = ["reuse/index.html"] + [
        f"reuse/page-{number}.html" for number in range(2, -(-len(clusters) // A_PAGE) + 1)
    ]
    for place, path in enumerate(paths):
        shown = [_shown(cluster) for cluster in clusters[place * A_PAGE : (place + 1) * A_PAGE]]
        context = {"clusters": shown, "count": len(clusters), "paths": paths, "place": place}
        yield Page(path, "reuse.j2", context)


def _shown(cluster: Row) -> Row:
    return cluster | {"text": extract(cluster["text"] or ""), "path": f"reuse/{cluster['cluster_id']}.html"}


def _compared(passages: list[Row]) -> list[Row]:
    """Return the passages, each with its words marked where the earliest one has others."""
    first = passages[0]["text"]
    return [_compared_with(first, row) for row in passages[:SHOWN_PASSAGES]]


def _compared_with(first: str, row: Row) -> Row:
    _, runs = marked_difference(first, row["text"])
    if not is_open(row["licence"]):
        runs = _first_words(runs)
    line = item(row | {"is_withdrawn": False, "summary": None})
    return {"item": line, "runs": runs, "is_earliest": row["is_earliest"], "is_same": row["text"] == first}


def _first_words(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    left, shown = LENT_WORDS, []
    for text, is_marked in runs:
        words = text.split()
        shown.append((" ".join(words[:left]), is_marked))
        left -= len(words)
        if left < 0:
            return [*shown, ("…", False)]
    return shown
