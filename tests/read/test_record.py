"""Publication records and downloads in three languages."""

from __future__ import annotations

import pytest

from extractors.model import DocumentType
from extractors.read.document_type import (
    publication_type_of,
    type_of_section,
    type_of_slug,
    type_of_title,
    type_of_word,
)
from extractors.read.files import MEDIA_TYPES, is_file, read_file
from extractors.read.header_line import is_header_line, read_header_line
from extractors.read.markup.tree import parse_html
from extractors.read.record import field_of, identifiers, split_names, unknown_label_issues


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Date issued :", "published_on"), ("Issue date", "published_on"), ("Fecha de publicaci\u00f3n", "published_on"),
        ("Auteur(s)", "author"), ("Autores", "author"), ("Reference", "reference"), ("ISBN", "reference"), ("DOI", "doi"),
        ("Nombre de pages", "page_count"), ("S\u00e9rie", "series"), ("Mots-cl\u00e9s", "tag"), ("Etiquetas", "tag"),
        ("Lugar de publicaci\u00f3n", "place"), ("Unit responsible", "unit"), ("Something new", None),
    ],
)  # fmt: skip
def test_labels_mean_fields(label: str, field: str | None) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Reference", "978-92-2-000001-0[ISBN]")], {"isbn": "9789220000010"}),
        ([("Reference", "ISBN: 9789220000014 (web PDF)")], {"isbn": "9789220000014"}),
        ([("Reference", "92-2-113826-X")], {"isbn": "922113826X"}),
        ([("ISSN", "1020-001x")], {"issn": "1020-001X"}),
        (
            [("Referencia", "978-92-2-328000-1[ISBN] 1020-0010[ISSN]")],
            {"isbn": "9789223280001", "issn": "1020-0010"},
        ),
        ([("DOI", "https://doi.org/10.54394/EXMPL001.")], {"doi": "10.54394/EXMPL001"}),
        ([("Pages", "112")], {}),
    ],
)
def test_identifiers_are_found_in_their_rows(rows: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert identifiers(rows) == expected


def test_an_unknown_label_is_an_issue_once() -> None:
    issues = unknown_label_issues([("Odd", "a"), ("Odd", "b"), ("ISBN", "c")])
    assert [issue.code for issue in issues] == ["record.unknown_label"]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("K. Abernathy, D. Nwosu", ["K. Abernathy", "D. Nwosu"]),
        ("Ada Quill, Bo Marsh and Cy Tern", ["Ada Quill", "Bo Marsh", "Cy Tern"]),
        ("Quist, Selma; Tahiri, Ingeborg", ["Quist, Selma", "Tahiri, Ingeborg"]),
        ("Quist, Selma", ["Quist, Selma"]),
        ("Ana Mar y Luz Ruiz", ["Ana Mar", "Luz Ruiz"]),
        ("International Labour Office", ["International Labour Office"]),
    ],
)
def test_names_are_split_as_printed(printed: str, names: list[str]) -> None:
    assert split_names(printed) == names


@pytest.mark.parametrize(
    ("href", "label", "media_type", "size", "language"),
    [
        ("/sites/default/files/2026-03/nets_en.pdf", "PDF 3.2 MB", "application/pdf", 3_200_000, "en"),
        ("/wcmsp5/groups/public/---ed/documents/publication/wcms_1.pdf", "pdf - 960KB", "application/pdf", 960_000, None),
        ("/media/61/download", "Annexe DOCX 1,4 Mo", MEDIA_TYPES["docx"], 1_400_000, None),
        ("/media/62/download", "Versi\u00f3n espa\u00f1ol", None, None, "es"),
    ],
)  # fmt: skip
def test_a_download_says_what_it_is(
    href: str, label: str, media_type: str | None, size: int | None, language: str | None
) -> None:
    html = parse_html(f'<a href="{href}"> {label} </a>', "https://www.ilo.org/publications/nets")
    file = read_file(html, html.one("a"))
    assert file is not None
    assert is_file(file.url)
    assert file.url == "https://www.ilo.org" + href
    assert (file.label, file.media_type, file.byte_count, file.language) == (
        label,
        media_type,
        size,
        language,
    )


@pytest.mark.parametrize(
    "url", ["https://www.ilo.org/x", "https://www.ilo.org/wcmsp5/groups/public/---d/wcms_2.jpg", None]
)
def test_pages_and_pictures_are_no_downloads(url: str | None) -> None:
    assert not is_file(url)


@pytest.mark.parametrize(
    ("line", "kind", "place", "date"),
    [
        ("News | 13 June 2011", DocumentType.NEWS, None, "2011-06-13"),
        (
            "Press release | Bangkok, Thailand | 25 April 2011",
            DocumentType.PRESS_RELEASE,
            "Bangkok, Thailand",
            "2011-04-25",
        ),
        (
            "D\u00e9claration | Gen\u00e8ve | 15 juin 2010",
            DocumentType.STATEMENT,
            "Gen\u00e8ve",
            "2010-06-15",
        ),
        ("Date issued: 08 March 2019 | Size/duration: 00:31", None, None, "2019-03-08"),
        ("Media Advisory", DocumentType.PRESS_RELEASE, None, None),
        ("14 February 2019,", None, None, "2019-02-14"),
    ],
)
def test_header_lines_are_taken_apart(
    line: str, kind: DocumentType | None, place: str | None, date: str | None
) -> None:
    read = read_header_line(line)
    assert read is not None
    assert (read.typed[0] if read.typed else None) == kind
    assert (read.place, read.date.value if read.date else None) == (place, date)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("News | 13 June 2011", True),
        ("13 March 2014, 13:00 to 14:15, ILO Room II (R3)", True),
        ("On 13 March 2014 the crews met at the harbour and agreed.", False),
        ("13 March 2014 was a good day for the crews.", False),
        ("Working time at sea", False),
    ],
)
def test_text_is_no_header_line(line: str, is_one: bool) -> None:
    assert is_header_line(line) is is_one


@pytest.mark.parametrize(
    ("word", "kind", "publication"),
    [
        ("Press release", "press_release", None), ("Media Advisory", "press_release", None),
        ("Note aux journalistes", "press_release", None), ("Noticia", "news", None), ("Feature", "article", None),
        ("Comment", "article", None), ("D\u00e9claration", "statement", None), ("Audio", "other", None),
        ("Working paper", "publication", "working_paper"), ("Informe", "publication", "report"),
        ("Guide", "publication", "manual"), ("Policy brief", "publication", "brief"), ("Taller", "event", None),
    ],
)  # fmt: skip
def test_type_words_of_three_languages(word: str, kind: str, publication: str | None) -> None:
    assert type_of_word(word) == (DocumentType(kind), publication)
    assert publication_type_of(word) == publication


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.ilo.org/resource/news/nets", "news"),
        ("https://www.ilo.org/fr/resource/actualites/filets", "news"),
        ("https://www.ilo.org/resource/statement/nets", "statement"),
        ("https://www.ilo.org/publications/flagship-reports/nets", "publication"),
        ("https://www.ilo.org/meetings-and-events/nets", "event"),
        ("https://www.ilo.org/topics-and-sectors/nets", "topic_page"),
        ("https://www.ilo.org/about-ilo/nets", "organisation_page"),
        ("http://www.ilo.org/gender/Events/WCMS_1/lang--en/index.htm", "event"),
        ("http://www.ilo.org/gender/Projects/WCMS_1/lang--en/index.htm", "programme"),
        ("http://www.ilo.org/sanjose/publicaciones/WCMS_1/lang--es/index.htm", "publication"),
        (
            "http://www.ilo.org/global/about-the-ilo/newsroom/statements-and-speeches/WCMS_1/lang--en/index.htm",
            "statement",
        ),
        ("http://www.ilo.org/asia/media-centre/press-releases/WCMS_1/lang--en/index.htm", "press_release"),
        ("http://www.ilo.org/global/about-the-ilo/multimedia/video/x/WCMS_1/lang--en/index.htm", "video"),
    ],
)
def test_sections_of_addresses(url: str, kind: str) -> None:
    found = type_of_section(url)
    assert found is not None
    assert found[0].value == kind


def test_openings_of_titles_and_slugs() -> None:
    assert type_of_title("[Press release]") == (DocumentType.PRESS_RELEASE, None)
    assert type_of_title("Statement by the crews") == (DocumentType.STATEMENT, None)
    assert type_of_title("Addressing the gap") is None
    assert type_of_slug("https://www.unwomen.org/en/news/stories/2020/7/op-ed-nets") == (
        DocumentType.OP_ED,
        None,
    )
    assert type_of_slug("https://www.unwomen.org/en/news/stories/2020/7/newsreel") is None
