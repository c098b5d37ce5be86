"""A passage that other documents print too: on the page of its document, with the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
from lxml import html

from tests.warehouse.site.html import parsed

# Passages that several works print, each with the words of every other work's passage of its cluster.
SHARED = """
    select r.document_id, p.text, list(q.text)
    from curated.text_reuse r
    join curated.text_reuse o on o.cluster_id = r.cluster_id and o.work_id <> r.work_id
    join curated.passages p on p.passage_id = r.passage_id
    join curated.passages q on q.passage_id = o.passage_id
    group by r.document_id, r.passage_id, p.text
"""


def cards(site: Path, document_id: str) -> Iterator[html.HtmlElement]:
    page = parsed(site / "documents" / f"{document_id}.html")
    yield from page.xpath("//section[@aria-labelledby='reuse']/div")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_reused_passage_shows_which_of_its_words_the_other_document_has_not(site: Path) -> None:
    with duckdb.connect(str(site.parent / "equalwork.duckdb"), read_only=True) as con:
        shared = con.execute(SHARED).fetchall()
    differing = 0
    for document_id, text, others in shared:
        [card] = [each for each in cards(site, document_id) if words(each[0]) == " ".join(text.split())]
        marked = [words(each) for each in card[0].xpath(".//ins")]
        assert bool(marked) == (text not in others), "marked exactly where no other prints the same words"
        assert all(any(run not in other for other in others) for run in marked)
        assert card.xpath("string(.//a[1]/@href)").endswith(".html")
        differing += bool(marked)
    assert differing >= 1
    assert len(shared) > differing, "some are the same word for word"
