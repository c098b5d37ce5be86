from __future__ import annotations

import io
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from extractors.model import PassageKind
from extractors.read.pdf.layout import join_lines, read_blocks
from extractors.read.pdf.pdf import read_pdf
from extractors.read.pdf.process import PdfProcess, read_pdf_document
from extractors.read.reader import read
from tests.read.pages import capture_of

URL = "https://www.ilo.org/sites/default/files/2025-06/harbour_manual_en.pdf"


def pdf_of(*pages: list[tuple[float, float, float, str]], title: str = "untitled", author: str = "") -> bytes:
    """A PDF whose pages are lines (x, y, font size, text)."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=A4)
    paper.setTitle(title)
    paper.setAuthor(author)
    for lines in pages:
        for x, y, size, text in lines:
            paper.setFont("Helvetica", size)
            paper.drawString(x, y, text)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def texts(payload: bytes) -> list[str]:
    return [passage.text for passage in read_pdf(capture_of(URL), payload).body]


def paragraph(
    words: str, *, top: float = 700, x: float = 60, size: float = 11, width: int = 80
) -> list[tuple[float, float, float, str]]:
    """Lines of a paragraph, cut at a number of characters."""
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [(x, top - 13 * place, size, text) for place, text in enumerate([*lines, line])]


LONG = (
    "The keepers of the harbour write down every hour that they wait for a ship and every hour that they "
    "work. " * 4
)


def test_lines_become_one_paragraph() -> None:
    assert texts(pdf_of(paragraph(LONG))) == [LONG.strip()]


def test_a_hyphen_at_the_end_of_a_line_is_mended() -> None:
    page = [
        (60, 700, 11, "The council of the town has spoken of vio-"),
        (60, 687, 11, "lence at work in all of its meetings."),
    ]
    assert texts(pdf_of(page)) == [
        "The council of the town has spoken of violence at work in all of its meetings."
    ]


def test_a_hyphen_of_a_compound_stays() -> None:
    words = Counter(["gender", "responsive"])
    assert join_lines("a gender\ufffe", "responsive plan", words) == "a gender-responsive plan"
    assert join_lines("the vio\x02", "lence", words) == "the violence"


def test_ligatures_are_resolved() -> None:
    page = {
        "width": 600,
        "height": 800,
        "lines": [{"text": "The oﬃce ﬁnds a ﬂoor", "box": [60, 400, 300, 412], "size": 11}],
    }
    assert [block.text for block in read_blocks([page])] == ["The office finds a floor"]


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = [f"left line number {place} of the first column is here" for place in range(12)]
    right = [f"right line number {place} of the second column is" for place in range(12)]
    page = [(60, 770, 18, "A heading over both of the columns")]
    for place in range(12):
        page += [(60, 730 - 13 * place, 10, left[place]), (310, 730 - 13 * place, 10, right[place])]
    found = " ".join(texts(pdf_of(page)))
    assert found.index(left[11]) < found.index(right[0])


def test_cells_of_a_table_stay_in_their_rows() -> None:
    page = paragraph(LONG, top=780)
    page += [(60, 600 - 14 * row, 11, f"Harbour {row}") for row in range(6)]
    page += [(400, 600 - 14 * row, 11, f"{row} ships") for row in range(6)]
    assert "Harbour 2 2 ships" in " ".join(texts(pdf_of(page)))


def test_running_headers_and_page_numbers_are_left_out() -> None:
    pages = [
        [(60, 815, 8, "Harbour papers no. 7"), (290, 25, 8, f"Page {number}"), *paragraph(LONG)]
        for number in (1, 2, 3)
    ]
    found = " ".join(texts(pdf_of(*pages)))
    assert "Harbour papers" not in found
    assert "Page" not in found
    assert found.count("The keepers of the harbour") == 12


def test_a_paragraph_over_a_page_break_is_joined() -> None:
    first = [(60, 110, 11, "The roster of the northern quay was written by the people who had to")]
    second = [(60, 760, 11, "keep it, and that is why it fits on a single page of paper.")]
    assert texts(pdf_of(first, second)) == [
        "The roster of the northern quay was written by the people who had to keep it, and that is why "
        "it fits on a single page of paper."
    ]


def test_information_outline_and_counts() -> None:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=A4)
    paper.setTitle("Waiting hours")
    paper.setAuthor("Kit Abelard; Dara Nkemelu")
    for x, y, size, text in [
        (60, 760, 16, "What contracts say"),
        *paragraph(LONG + " ISBN 978-92-2-000001-1", top=700),
    ]:
        paper.setFont("Helvetica", size)
        paper.drawString(x, y, text)
    paper.bookmarkPage("a")
    paper.addOutlineEntry("What contracts say", "a", 0)
    paper.showPage()
    paper.save()
    page = read_pdf(capture_of(URL), buffer.getvalue())
    assert (page.title, page.authors, page.language) == (
        "Waiting hours",
        ("Kit Abelard", "Dara Nkemelu"),
        "en",
    )
    assert page.identifiers["page_count"] == "1"
    assert page.identifiers["isbn"] == "9789220000011"
    heading, text = page.body
    assert (heading.kind, heading.level) == (PassageKind.HEADING, 1)
    assert text.heading_path == ("What contracts say",)
    assert page.published is None
    assert page.is_complete


@pytest.mark.parametrize("payload", [b"%PDF-1.7 and nothing else", b"%PDF-", pdf_of(paragraph(LONG))[:600]])
def test_a_broken_file_is_a_kept_page_with_an_issue(payload: bytes) -> None:
    page = read(capture_of(URL, content_type="application/pdf"), payload)
    assert not page.is_complete
    assert [issue.code for issue in page.issues] == ["pdf.unreadable"]


def test_a_scan_has_no_text_and_says_so() -> None:
    page = read_pdf(capture_of(URL), pdf_of([], title="A scanned volume"))
    assert [issue.code for issue in page.issues] == ["pdf.no_text"]
    assert page.title == "A scanned volume"


def test_a_process_that_hangs_is_given_up() -> None:
    process = PdfProcess([sys.executable, "-c", "import time; time.sleep(60)"], timeout=0.3)
    assert process.read(b"%PDF-") == {"error": "no answer in 0.3 s"}
    process.close()


def test_a_process_that_dies_is_replaced() -> None:
    process = PdfProcess([sys.executable, "-c", "import os; os._exit(9)"])
    assert process.read(b"%PDF-") == {"error": "the PDF reader's process died"}
    assert process.read(b"%PDF-") == {"error": "the PDF reader's process died"}
    process.close()


def test_threads_share_one_process() -> None:
    payloads = [pdf_of([(60, 700, 11, f"Harbour number {number} is open.")]) for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(read_pdf_document, payloads))
    assert [answer["pages"][0]["lines"][0]["text"] for answer in answers] == [
        f"Harbour number {number} is open." for number in range(8)
    ]
