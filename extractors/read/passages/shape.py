"""How the markup of a site generation is walked: what is a block, a heading, a caption or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.model import PassageKind


def names(words: str) -> frozenset[str]:
    """Return the names of a blank-separated list: tags, `.classes`, `#ids`."""
    return frozenset(words.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = names(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer "
    "form header hr html legend li main menu ol optgroup option p pre section summary table tbody td tfoot th "
    "thead tr ul caption h1 h2 h3 h4 h5 h6"
)
# Never text of the document, whatever the site.
DROPPED = names(
    "script style template noscript head iframe object svg button input select textarea nav audio video canvas math"
)
LIST_ITEMS = frozenset({"li", "dd"})
# The kind of a passage and, of a heading, its level.
Kind = tuple[PassageKind, int | None]


@dataclass(frozen=True)
class Shape:
    """How the markup of a site generation is walked.

    Names are a tag (`cite`), a class (`.ilo--tags`) or an id (`#mail`). `drop` is left out with all
    it holds; `headings` are elements that are headings without being h1 to h6, with their level;
    `keep` lifts the general dropping of tags (a button that carries an accordion's heading); `plain` are
    list items that only lay out (an accordion's). With `has_link_lines` the lines of a block that are
    links and nothing else become list items of their own.
    """

    drop: frozenset[str] = frozenset()
    headings: Mapping[str, int] = field(default_factory=dict)
    captions: frozenset[str] = frozenset()
    quotations: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    has_bold_headings: bool = False
    has_layout_tables: bool = False
    has_link_lines: bool = False

    def is_dropped(self, tag: object, names: Sequence[str]) -> bool:
        """Whether an element is left out with all it holds; `names` are its classes and id."""
        if not isinstance(tag, str):
            return True
        if tag in DROPPED and not any(name in self.keep for name in (tag, *names)):
            return True
        return tag in self.drop or any(name in self.drop for name in names)

    def kind_of(self, tag: str, names: Sequence[str], *, is_quoted: bool) -> Kind | None:
        """Return which kind of passage an element makes, with the level of a heading; None for what makes none."""
        for name in (*names, tag):
            if name in self.headings:
                return PassageKind.HEADING, self.headings[name]
            if name in self.plain:
                return PassageKind.PARAGRAPH, None
            if name in self.captions:
                return PassageKind.CAPTION, None
            if name in self.quotations:
                return PassageKind.QUOTATION, None
        if tag in HEADINGS:
            return PassageKind.HEADING, HEADINGS[tag]
        if tag in LIST_ITEMS:
            return PassageKind.LIST_ITEM, None
        if tag == "blockquote":
            return PassageKind.QUOTATION, None
        if tag in ("cite", "footer") and is_quoted:
            return PassageKind.CAPTION, None  # who said it, not what was said
        return (PassageKind.CAPTION, None) if tag in ("figcaption", "caption") else None
