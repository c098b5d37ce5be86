"""English names of bodies: "Kiln Workers' Union", "Ministry of Family, Labour and Social Services", "Statistics Norway"."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.gazetteer import fold
from transforms.names.body_words import CAP, pattern, words
from transforms.names.cues import country_names
from transforms.names.role_heads import role_head

# "Centro do Trabalho", "Dar es Salaam": particles within names
_PARTICLE = r"(?:es|de|del|de la|la|do|da|di|dos|du|des|y|el|al)"
_OPENERS = re.compile(
    r"^(?:(?:The|A|An|In|At|On|With|When|While|For|From|By|Under|Our|Its|This|That|To|And|Both|Since|"
    r"After|Before|During|Also|As|Two|Three|Meanwhile|However|Today|Deputy|Director|President|Chair|"
    r"Secretary|Chief|Head|Manager|Officer|Yesterday|Later|Among|Between|Neither|Either|Where|Contact|Source|Photo|"
    r"Ce|Cette|Ces|Le|La|Les|Un|Une|Notre|Nos|Leur|Chaque|El|Los|Las|Este|Esta|Nuestro|Nuestra|Su|Sus|Du|Au|Aux|Del|Al|Dans|"
    r"Pour|Por|Para|Con|Sur|Sobre|Selon|Según|"
    r"of|Mr\.?|Ms\.?|Mrs\.?)\s)+"
)
# "Women's Committee of the Ghana Trades Union Congress": the body is the one that has the committee.
_UNIT = re.compile(
    r"^(?P<own>(?:[\w’'-]+\s)*?(?:Committee|Council|Board|Branch|Department|Commission|Secretariat|Office|Group|Section|Assembly|"
    r"Congress|Network|Forum|Caucus)\s)(?:of|for|at|in)\s(?:the\s)?(?=[A-ZÀ-Þ])"
)


_OFFICE_FOR = re.compile(r"\bOffice\s(?:for|in)\s(?:the\s)?[A-ZÀ-Þ]")
_STATE = rf"(?:the\s)?{CAP}(?:\s(?:of\s)?{CAP}){{0,2}}"
_MORE_STATES = re.compile(rf"(?:,\s{_STATE}){{0,5}},?\sand\s{_STATE}")
_APART = re.compile(r"[\s,]+")
_BASED = re.compile(r"\S+-based\s")
_OF = re.compile(r"\s(?:of|for|at)\s(?:the\s)?")
_ADDRESS = re.compile(r"\s(?:Mr|Mrs|Ms|Mme|Dr|Prof|Hon|Sra?|Miss|Ambassador)\b")


@lru_cache(maxsize=1)
def _english() -> re.Pattern[str]:
    heads = pattern("english_heads")
    # "… of Labour and Social Security", not "… of Kenya and the Central Organization"
    other = rf"(?!(?:the\s)?(?:{CAP}\s(?:of\s|and\s)?){{0,5}}(?:{heads})\b)"
    listed = rf",\s(?={pattern('portfolios')}\b)"
    listed_or_of = rf"{listed}|\s(?:of|for)\s(?:the\s)?|\swith\s(?=Disabilit|HIV)"
    join = rf"(?:{listed_or_of}|\s(?:and|&)\s{other}(?:the\s)?|,\sand\s{other}|\s{_PARTICLE}\s)"
    # "Garment Manufacturers Association in Cambodia (GMAC)"
    inside = rf"(?:\sin\s{CAP}(?:\s{CAP})?(?=\s\([A-Z]{{2,}}))?"
    of = rf"\s(?:of|for|on|against)\s(?:the\s)?{CAP}(?:(?:{join}|\s){CAP})*"
    # "Kiln Workers' Union", "Turkish Employment Agency", "Swedish Embassy", "ILO Office for Turkey"
    before = rf"(?:{CAP}\s(?:and\s|&\s|of\s|for\s)?){{1,7}}(?:{heads})\b(?:{of})?{inside}"
    # "Union of Chambers", "Ministry of Family, Labour and Social Services", "Embassy of Sweden at Ankara"
    after = rf"(?:(?:Embassy|Consulate){of}\s(?:in|at)\s{CAP}|(?:{heads}){of})"
    # "Statistics Norway", "Statistics Sierra Leone": the office of statistics of a state
    statistics = rf"Statistics\s(?!and\b){CAP}(?:\s{CAP})?"
    # "Korean Hospital Workers’ Solidarity"
    of_whom = r"(?:[A-ZÀ-Þ]\w+s[’']|(?:Women|Men|People|Children)[’']s)"
    owned = rf"(?:{CAP}\s){{1,5}}{of_whom}\s(?!(?:{pattern('not_bodies')})\b){CAP}(?![\w’'-]|\s(?:of\s|for\s)?[A-ZÀ-Þ])"
    # All begin with a capital: said first, so that the dear patterns are tried at few words.
    return re.compile(rf"(?=[A-ZÀ-ÞİŞ])\b(?:{owned}|{before}|{after}|{statistics})")


@lru_cache(maxsize=1)
def _ends_with_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('english_heads')})$")


def english_bodies(text: str) -> list[tuple[int, int]]:
    """Start and end of each name in `text`, sentence openers left out."""
    found = [_with_states(text, *_trimmed(text, *match.span())) for match in _english().finditer(text)]
    return [(start, end) for start, end in found if _is_name(text[start:end])]


@lru_cache(maxsize=1)
def _employer() -> re.Pattern[str]:
    heads = pattern("employer_heads")
    of = rf"\s(?:of|for)\s(?:the\s)?{CAP}(?:\s(?:(?:and|of)\s(?:the\s)?)?{CAP})*"
    return re.compile(rf"(?:{CAP}\s(?:(?:and|&|of|for)\s)?){{1,6}}(?:{heads})\b(?:{of})?|(?:{heads})\b{of}")


def english_body_at(text: str, at: int) -> int | None:
    """Where the name ends that begins at `at`, behind a role and "of": a role shows bodies of more kinds."""
    match = _employer().match(text, at)
    return match.end() if match and _is_name(match[0]) else None


def _with_states(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with all states of an office for several: "ILO Country Office for Zambia, Malawi and Mozambique"."""
    if not _OFFICE_FOR.search(text, start, end):
        return start, end
    more = _MORE_STATES.match(text, end)
    parts = re.split(r",?\sand\s|,\s", more[0]) if more else []
    are_states = all(fold(re.sub(r"^the\s", "", part)) in country_names() for part in parts if part)
    return (start, more.end()) if more and are_states else (start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    opener = _OPENERS.match(text[start:end])
    start += opener.end() if opener else 0
    # "First Counsellor of Swedish Embassy", "Country Representative of UN Women …"
    office = _OF.search(text, start, end)
    if office and any(
        head.end() == office.start() for head in role_head().finditer(text, start, office.start())
    ):
        start = office.end()
    # "Director of the ILO Office for Turkey Mr. Numan Özcan"
    address = _ADDRESS.search(text, start, end)
    end = address.start() if address else end
    unit = _UNIT.match(text[start:end])
    has_parent = unit and re.search(rf"\b(?:{pattern('english_heads')})\b", text[start + unit.end() : end])
    if unit and has_parent and not _is_name(unit["own"].strip()) and _is_name(text[start + unit.end() : end]):
        start += unit.end()
    return start, start + len(text[start:end].rstrip(" .,'’"))


def _is_name(piece: str) -> bool:
    """Whether more than generic words stand beside the head word."""
    parts = [word for word in _APART.split(piece) if word[:1].isupper() or word in {"of", "for"}]
    if len(parts) < 2 or _BASED.match(piece) or "Council Chamber" in piece:
        return False
    if _ends_with_head().search(piece):
        own = [word for word in parts[:-1] if word.lower().replace("’", "'") not in words("generic")]
        return bool(own)
    return True
