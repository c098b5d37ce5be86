"""How a page in plain text is laid out: frame lines, kicker, title, lead, header line, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.read.dates.find import find_dates
from extractors.read.document_type import type_of_word
from extractors.read.folding import fold
from extractors.read.header_line import HeaderLine, is_header_line, read_header_line
from extractors.read.text.blocks import ENDED, Block

# Search | Site guide | Home      • About us • Contacts • Events
MENU = re.compile(r"^[^.!?]{1,40}(?:\s*[|•>]\s*[^.!?|•>]{1,40}){2,}$")
# FR - ES      Français - Español
LANGUAGES = re.compile(
    r"^(?:(?:EN|FR|ES|AR|RU|ZH|DE|English|Français|Español|Francais|Espanol)\s*[-|/·]?\s*){2,}$", re.I
)
# "WomenWatch > Home Topics Calendar": the way to the page.
FRAME = re.compile(
    r"^(?:[^.!?>]{1,40}\s>\s[^.!?>]{1,120}|"
    r"WomenWatch\W{1,3}Information and Resources on\b.*|ILO is a speciali[sz]ed agency of the U(?:N|nited Nations)|"
    r"This (?:story|article|news) was written by the ILO Newsroom\b.*|Gender Equality Tool|"
    r".{0,60}\b(?:banner|logo)|(?:share|print|email|download) this(?: page| article)?"
    r"|Département de l.information\b.*|Department of Public Information\b.*|skip to main content|mail "
    r"this page)$",
    re.I,
)
# Date: Tuesday, March 4, 2014     Fecha de la publicación: 9 de noviembre de 2018 | Tamaño o duración: 2:05
DATE_LABEL = re.compile(
    r"^(?:date(?: issued| of issue| published)?|issue date|published(?: on)?|fecha(?: de (?:la "
    r")?publicaci[oó]n)?|"
    r"date de (?:publication|parution)|publi[ée] le|publicado el)\s*:\s*(?=.*\d)",
    re.I,
)
SEE_ALSO = re.compile(
    r"^(?:see also|related (?:links|content|pages|stories|news)|further reading|voir aussi|liens connexes|"
    r"v[ée]ase también|ver también|enlaces relacionados|more on this|latest news)\s*:?$",
    re.I,
)
# Overview | Results | PartnersContact     À propos | PrioritésContact: entries that lost the blank between them
GLUED_MENU = re.compile(r"^(?=[^.!?:]{3,80}$)[^|]{2,40}\|.*[^\W\d_]{3}[a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ]{2}")
HEAD_BLOCKS = 9
KICKER_LENGTH, KICKER_WORDS = 50, 7
# Reference: 978-92-2-100000-0   Tipo: Guía   Autoras: ...   Durée : mars 2015 – mai 2017 | Pays : Togo
RECORD_LABEL = re.compile(
    r"^(?:durations?|dur[ée]e|duraci[óo]n|countr(?:y|ies)|pays|pa[íi]s(?:es)?|donors?|donateurs?|donantes?|budget|type|tipo|reference|r[ée]f[ée]rence|referencia|authors?|auteure?s?|autor(?:a|es|as)?|isbn|fecha|date)\s?:",
    re.I,
)
# Even the oldest pages print these above the title.
STANDING_KICKER = re.compile(
    r"^(?:about us|who we are|qui sommes[- ]nous|qui[ée]nes somos|acerca de nosotros)$", re.I
)
TITLE_LENGTH = 250


@dataclass
class Layout:
    """The parts of a text; `header` is the block of the header line, `line` what it says."""

    kicker: Block | None = None
    title: Block | None = None
    lead: list[Block] = field(default_factory=list)
    header: Block | None = None
    line: HeaderLine | None = None
    date_label: Block | None = None
    body: list[Block] = field(default_factory=list)
    dated_lines: int = 0
    blocks: list[Block] = field(default_factory=list)


def read_layout(blocks: Sequence[Block], *, has_kickers: bool = True) -> Layout:
    """Return the parts of a text, frame lines and the title's second printing left out.

    The oldest sites print no kicker: there the first line is the title.
    """
    kept = _without_see_also([block for block in _without_menu(blocks) if not _is_frame(block.text)])
    place = _header_place(kept)
    dated = [block for block in kept if len(block.text) < 120 and is_header_line(block.text)]
    layout = Layout(dated_lines=len(dated), blocks=kept)
    head = kept[:place] if place is not None else kept
    rest = _take_title(layout, head, has_header=bool(place), has_kickers=has_kickers)
    if place is not None:
        _take_header(layout, kept[place])
        layout.lead = [block for block in rest if not _is_title_again(block, layout)]
        rest = kept[place + 1 :]
        if layout.title is None:
            rest = _take_title(layout, rest, has_header=False, has_kickers=has_kickers)
    layout.body = [block for block in rest if not _is_title_again(block, layout)]
    if place is None and layout.kicker is not None:
        _take_lead(layout)
    return layout


def is_date_label(text: str) -> bool:
    """Whether a line is a labelled date: "Date: …"."""
    return len(text) < 160 and bool(DATE_LABEL.match(text)) and bool(find_dates(text))


def is_sentence(text: str) -> bool:
    """Whether a block is running text rather than a title or heading."""
    return len(text) > TITLE_LENGTH or (len(text) > 60 and bool(re.search(r"[.:…][\"”’»)\]]*$", text)))


# About us / Contacts / Events / Resources / Links, then: FR - ES
MENU_LINES, MENU_WORDS = 3, 3


def _without_menu(blocks: Sequence[Block]) -> list[Block]:
    """Leave out the short lines above the choice of languages, when there are several."""
    for place, block in enumerate(blocks[: 3 * HEAD_BLOCKS]):
        if LANGUAGES.match(block.text):
            first = place
            while first and len(blocks[first - 1].text.split()) <= MENU_WORDS:
                first -= 1
            return [*blocks[:first], *blocks[place:]] if place - first >= MENU_LINES else list(blocks)
    return list(blocks)


def _without_see_also(blocks: list[Block]) -> list[Block]:
    """Leave out a list of other pages at the end: "See also" and nothing but short lines behind it."""
    for place, block in enumerate(blocks):
        if (
            place
            and SEE_ALSO.match(block.text)
            and not any(is_sentence(other.text) for other in blocks[place:])
        ):
            return blocks[:place]
    return blocks


def _header_place(blocks: Sequence[Block]) -> int | None:
    for place, block in enumerate(blocks[:HEAD_BLOCKS]):
        if is_date_label(block.text) or (is_header_line(block.text) and find_dates(block.text)):
            return place
    return None


def _take_header(layout: Layout, block: Block) -> None:
    layout.header = block
    if is_date_label(block.text):
        layout.date_label = block
        layout.line = read_header_line(DATE_LABEL.sub("", block.text))
    else:
        layout.line = read_header_line(block.text)


def _take_title(
    layout: Layout, blocks: Sequence[Block], *, has_header: bool, has_kickers: bool
) -> list[Block]:
    """Take kicker and title from the first blocks and return the others."""
    rest = list(blocks)
    if (
        len(rest) > 1
        and STANDING_KICKER.match(rest[0].text)
        and not is_sentence(rest[1].text)
        or (
            has_kickers
            and len(rest) > 1
            and _is_kicker(rest[0], rest[1], has_header=has_header, has_more=len(rest) > 2)
        )
    ):
        layout.kicker = rest.pop(0)
    if rest and not is_sentence(rest[0].text) and not rest[0].is_item:
        layout.title = rest.pop(0)
    return rest


def _is_kicker(first: Block, second: Block, *, has_header: bool, has_more: bool) -> bool:
    if type_of_word(second.text):
        # "News and articles / News / The loft opens": the first entry of a listing.
        return False
    if first.is_item or second.is_item or is_sentence(second.text):
        return (
            type_of_word(first.text) is not None
            and len(first.text) < KICKER_LENGTH
            and not is_sentence(second.text)
        )
    if type_of_word(first.text):
        return True
    if RECORD_LABEL.match(second.text):
        return False
    is_few = len(first.text.split()) <= KICKER_WORDS
    is_short = is_few and len(first.text) <= KICKER_LENGTH and not ENDED.search(first.text)
    return is_short and (has_header or (has_more and len(second.text) > len(first.text)))


def _take_lead(layout: Layout) -> None:
    """Without a header line the first paragraph under kicker and title is the lead, if more text follows."""
    paragraphs = [block for block in layout.body if is_sentence(block.text)]
    if (
        len(paragraphs) > 1
        and layout.body
        and layout.body[0] is paragraphs[0]
        and type_of_word(_text(layout.kicker)) is None
    ):
        layout.lead = [layout.body.pop(0)]


def _text(block: Block | None) -> str:
    return block.text if block else ""


def _is_title_again(block: Block, layout: Layout) -> bool:
    return layout.title is not None and _letters(block.text) == _letters(layout.title.text)


def _letters(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _is_frame(text: str) -> bool:
    if not any(character.isalnum() for character in text):
        return True
    if FRAME.match(text) or LANGUAGES.match(text) or (GLUED_MENU.match(text) and not find_dates(text)):
        return True
    return (
        bool(MENU.match(text))
        and not find_dates(text)
        and not any(type_of_word(part.strip()) for part in text.split("|")[:1])
    )
