"""Night after night gives the tables that making all anew gives, whatever came, changed, went or was read again."""

from __future__ import annotations

import random
from dataclasses import replace

import duckdb
import pytest

from extractors.findings import Findings, Mention, Span
from extractors.model import DocumentType, Edition, Issue, Link, PartialDate
from tests.warehouse.test_order import fingerprint
from tests.warehouse.words import capture, day, dimensions, reading, rows, store, unchanged, warehouse
from warehouse.curating.curate import curate
from warehouse.loading.load import Reading, load_captures, load_readings, mark_withdrawn

ADDRESSES = [f"https://www.ilo.org/resource/news/kiln-{number}" for number in range(10)]
TITLES = ["Kiln workers sign a fair charter", "Kiln workers sign a fairer charter", "Ovens", "Clay and wages"]
PARAGRAPHS = [
    "The kiln cooperative of the northern valley pays its potters the same wage whoever they are",
    "A nursery stands beside the drying sheds so that parents of small children work whole days",
    "The ovens of the old town are lit on Monday and cool until Thursday when the carts arrive",
    "Short words only.",
    "Whoever loads the carts is paid by the hour and not by the piece since the strike of May",
]
WORDS = ["north", "valley", "potters", "charter", "clay", "carts"]


def made_up(chance: random.Random, night: int, address: str) -> Reading:
    """What a night may find at an address: paragraphs of others, edited ones, links, other days and kinds."""
    body = [paragraph.replace("Monday", chance.choice(WORDS)) for paragraph in chance.sample(PARAGRAPHS, 3)]
    body += [f"{chance.choice(PARAGRAPHS)} and then {' '.join(chance.choices(WORDS, k=6))}"]
    kind = chance.choice([DocumentType.NEWS, DocumentType.NEWS, DocumentType.EVENT, DocumentType.LISTING])
    target = chance.choice(ADDRESSES)
    return reading(
        address, chance.choice(TITLES), *body, night=night,
        found=Findings(mentions=(Mention("country", "KEN", Span(1, 0, 3, body[0][:3]), "names"),), language="en"),
        document_type=kind,
        published=PartialDate(f"2024-02-{chance.randint(1, 28):02}", "day"),
        links=(Link(target, body[0][:3], 1, 0, 3),),
        translations=(Edition("fr", chance.choice(ADDRESSES)),),
    )  # fmt: skip


def live_a_night(
    con: duckdb.DuckDBPyConnection, chance: random.Random, night: int, known: list[Reading]
) -> None:
    """Some pages come or change (also captures from long ago), some are the same, read again, redirected or gone."""
    found = [made_up(chance, chance.choice([night, 0]), address) for address in chance.sample(ADDRESSES, 3)]
    store(con, found, f"night {night}")
    known += found
    again = chance.choice(known)
    issue = Issue("contradiction.title", f"said {night}", field="title")
    page = replace(again.page, title=chance.choice(TITLES), issues=(issue,))
    load_readings(con, [again._replace(page=page)], f"night {night}")
    seen = chance.choice(known).capture
    moved = capture(
        chance.choice(ADDRESSES), night, "moved", redirected_to=chance.choice(ADDRESSES), status=301
    )
    load_captures(con, [unchanged(seen.url, night, seen.payload_sha256), moved], f"night {night}")
    if chance.random() < 0.3:
        mark_withdrawn(con, "ilo_news", {item.page.canonical_url for item in known[:4]}, day(night))


@pytest.mark.parametrize("seed", range(4))
def test_nights_give_what_making_all_anew_gives(seed: int) -> None:
    chance = random.Random(seed)
    con, known = warehouse(), list[Reading]()
    for night in range(1, 6):
        live_a_night(con, chance, night, known)
        curate(con)
    by_nights = fingerprint(con)
    assert rows(con, "select count(*) > 1 from curated.text_reuse") == [(True,)]
    con.execute("delete from core.made_by")
    curate(con)
    assert by_nights == fingerprint(con)


def test_a_night_writes_the_rows_of_what_changed_and_no_others() -> None:
    con = warehouse()
    store(con, [reading(address, "Kiln", f"Words of {address}.") for address in ADDRESSES])
    curate(con)
    # What no model would write marks rows that were not made anew.
    con.execute("update curated.passages set kind = 'old'")
    con.execute("update curated.documents set kicker = 'old'")
    store(con, [reading(ADDRESSES[0], "Kiln", "Other words.", night=1)])
    same = reading(ADDRESSES[1], "Kiln", f"Words of {ADDRESSES[1]}.").capture
    load_captures(con, [unchanged(ADDRESSES[1], 1, same.payload_sha256)], "night")
    curate(con)
    made = "select distinct document_id from curated.passages where kind <> 'old'"
    assert rows(con, f"select url from curated.documents where document_id in ({made})") == [(ADDRESSES[0],)]
    seen = rows(con, "select url from curated.documents where kicker is distinct from 'old' order by url")
    assert seen == [(ADDRESSES[0],), (ADDRESSES[1],)]


def test_a_night_cut_short_is_made_good() -> None:
    con = warehouse()
    store(con, [reading(address, "Kiln", *PARAGRAPHS) for address in ADDRESSES[:4]])
    curate(con)
    expected = fingerprint(con)
    # As after a kill between the steps of text reuse, or with tables made by other models.
    con.execute("delete from core.made_by where what = 'reuse'")
    con.execute("delete from core.reuse_pairs")
    con.execute("update core.made_by set digest = 'of other models'")
    con.execute("update curated.passages set text = 'of other models'")
    curate(con)
    assert fingerprint(con) == expected


def test_another_licence_makes_documents_anew() -> None:
    con = warehouse()
    store(con, [reading(ADDRESSES[0], "Kiln")])
    con.execute("delete from ops.licences")
    curate(con)
    assert rows(con, "select licence from curated.documents") == [(None,)]
    dimensions(con)
    curate(con)
    assert rows(con, "select licence from curated.documents") == [("CC-BY-4.0",)]
