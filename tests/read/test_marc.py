from __future__ import annotations

import pytest

from extractors.read.marc.fields import parse_catalogue_date
from extractors.read.marc.marc import read_marc, read_marc_records, read_sru_listing
from extractors.read.reader import read
from tests.read.pages import capture_of

SRU = "https://ilo.alma.exlibrisgroup.com/view/sru/41ILO_INST?operation=searchRetrieve&query=x&startRecord=1"


def record(number: int | None, title: str, extra: str = "") -> str:
    control = f'<controlfield tag="001">99{number:010d}2676</controlfield>' if number is not None else ""
    return (
        f'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>{control}'
        f'<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{title}</subfield></datafield>{extra}</record>'
    )


def response(*records: str, total: int = 120, following: int | None = 3) -> bytes:
    inner = "".join(f"<record><recordData>{entry}</recordData></record>" for entry in records)
    position = f"<nextRecordPosition>{following}</nextRecordPosition>" if following else ""
    return (
        '<?xml version="1.0"?><searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/">'
        f"<numberOfRecords>{total}</numberOfRecords><records>{inner}</records>{position}</searchRetrieveResponse>"
    ).encode()


def test_a_response_is_taken_apart_into_records_with_their_own_address() -> None:
    found = read_marc_records(response(record(1, "Nets"), record(2, "Ropes"), record(None, "Lofts")), SRU)
    assert [address for address, _ in found] == [
        "https://labordoc.ilo.org/discovery/fulldisplay?docid=alma9900000000012676&vid=41ILO_INST%3A41ILO_V2",
        "https://labordoc.ilo.org/discovery/fulldisplay?docid=alma9900000000022676&vid=41ILO_INST%3A41ILO_V2",
        f"{SRU}#record-2",
    ]
    assert [read(capture_of(address), payload).title for address, payload in found] == [
        "Nets",
        "Ropes",
        "Lofts",
    ]


def test_a_cut_response_keeps_the_records_before_the_cut() -> None:
    payload = response(record(1, "Nets"), record(2, "Ropes"))
    assert len(read_marc_records(payload[: payload.index(b"Ropes")], SRU)) >= 1
    assert read_marc_records(b"<html>no", SRU) == []
    assert read_marc_records(b"", SRU) == []


def test_a_response_as_listing() -> None:
    listing = read_sru_listing(response(record(1, "Nets"), record(2, "Ropes")), SRU)
    assert [item.title for item in listing.items] == ["Nets", "Ropes"]
    assert listing.item_count == 120
    assert listing.next_url is not None
    assert listing.next_url.endswith("startRecord=3")
    assert read_sru_listing(response(record(1, "Nets"), total=1, following=None), SRU).next_url is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("[May 2019]", "2019-05"),
        ("c2001.", "2001"),
        ("[2004?]", "2004"),
        ("mai 2011", "2011-05"),
        ("2004-2006", "2004"),
        ("n.d.", None),
    ],
)
def test_catalogue_dates(printed: str, value: str | None) -> None:
    found = parse_catalogue_date(printed)
    assert (found.value if found else None) == value


def test_punctuation_of_the_card_is_not_part_of_the_title() -> None:
    extra = '<datafield tag="260" ind1=" " ind2=" "><subfield code="c">2001.</subfield></datafield>'
    page = read_marc(capture_of(SRU), record(1, "Nets and ropes /", extra).encode())
    assert (page.title, page.published.value if page.published else None) == ("Nets and ropes", "2001")


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>' + record(1, "Nets &b;").encode()
    assert "aaaa" not in (read_marc(capture_of(SRU), bomb).title or "")


def test_a_record_that_cannot_be_read_is_kept_with_an_issue() -> None:
    page = read_marc(capture_of(SRU), b"<record/>")
    assert [issue.code for issue in page.issues] == ["marc.unreadable"]
    assert not page.is_complete
