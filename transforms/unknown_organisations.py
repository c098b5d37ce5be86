"""Named bodies that no vocabulary has: a head word such as Union or Chamber with a name of its own.

"Union of Chambers", "Kiln Workers' Union", "ILO Office for Turkey", "Fédération nationale des
travailleuses domestiques". A head word alone ("the Union", "the Regional Office") names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Passage, PassageKind
from transforms.alternation import alternation
from transforms.gazetteer import fold

_CAP = r"[A-ZÀ-ÞİŞ][\w'’.&-]*[\w'’]"
_HEADS = (
    "Unions?|Federation|Confederation|Association|Chambers?|Council|Institute|University|College|Foundation|"
    "Agency|Bank|Fund|Centre|Center|Commission|Committee|Secretariat|Alliance|Network|League|Society|"
    "Bureau|Office|Department|Organi[sz]ation|Cooperatives?|Co-operative|Congress|Group|Authority|"
    "Ministry|Embassy|Trust|Forum|Coalition|Corporation|Industries|Government|Branch|Court|Parliament|"
    "Municipality|Assembly|Directorate|Consortium|Collective|Guild|Senate|Inspectorate"
)
_PARTICLE = r"(?:es|de|del|de la|la|do|da|di|dos|du|des|y|el|al)"
_JOIN = rf"(?:,\s|\s(?:of|for)\s(?:the\s)?|\s(?:and|&)\s(?:the\s)?(?!(?:the\s)?(?:{_HEADS})\b)|,\sand\s|\s{_PARTICLE}\s)"
_OF = rf"\s(?:of|for|on)\s(?:the\s)?{_CAP}(?:(?:{_JOIN}|\s){_CAP})*"
# "Statistics Norway", "Statistics Sierra Leone": the office of statistics of a state.
_STATISTICS = rf"Statistics\s(?!and\b){_CAP}(?:\s{_CAP})?"
# "Kiln Workers' Union", "Turkish Employment Agency", "Swedish Embassy", "ILO Office for Turkey"
_BEFORE = rf"(?:{_CAP}\s(?:and\s|&\s|of\s|,\s)?){{1,7}}(?:{_HEADS})\b(?:{_OF})?"
# "Union of Chambers", "Ministry of Family, Labour and Social Services", "Embassy of Sweden at Ankara"
_AFTER = rf"(?:{_HEADS}){_OF}(?:\s(?:in|at)\s{_CAP})?"
_ENGLISH = re.compile(rf"\b(?:{_BEFORE}|{_AFTER}|{_STATISTICS})")

_ROMANCE_HEADS = (
    "Union|Fédération|Confédération|Association|Chambre|Conseil|Institut|Université|Fondation|Agence|"
    "Banque|Fonds|Centre|Ligue|Syndicat|Ministère|Réseau|Alliance|Bureau|Ambassade|"
    "Unión|Federación|Confederación|Asociación|Cámara|Consejo|Instituto|Universidad|Fundación|Agencia|"
    "Banco|Fondo|Centro|Liga|Sindicato|Ministerio|Red|Alianza|Oficina|Embajada|Central|Secretaría|Servicio|"
    "Autorité|Métropole|Ville|Coopérative|Collectif|Comité|Commission|Mutuelle|Coordination|Caisse|Société|Observatoire|École|Municipalité|Mairie|"
    "Cooperativa|Colectivo|Comité|Comisión|Mutual|Coordinadora|Caja|Sociedad|Observatorio|Escuela|Municipalidad|"
    "Intendencia|Alcaldía|Corporación|Gremio|Consorcio|Dirección|Autoridad|Direction|Consortium|Guilde"
)
_ADJECTIVE = (
    r"(?:nationale?s?|internationale?s?|générale?s?|régionale?s?|européenne?s?|africaine?s?|syndicale?s?|"
    r"nacional(?:es)?|internacional(?:es)?|general(?:es)?|regional(?:es)?|único|única|sindical(?:es)?|"
    r"latinoamerican[oa]|interamerican[oa]|autónom[oa]|"
    r"[\w-]{2,}(?:aise?|oise?|ienne?|éenne?|aine?|ana|ano|ense|eña|eño|aya|ayo)s?)"
)
_LINK = (
    r"(?:des?|du|del|de\sla|de\slas|de\slos|de\sl['’]|d['’]|pour|para|(?:et|y|e)(?!\s(?:la|le|el|les|los|las)\b)|la|les?|los|las|el|"
    r"l['’](?!(?:Association|Union|Institut|Agence|Alliance|Organisation|Université)\b))"
)
_NOUN = r"[\w-]{4,}"
# "femmes artisanes": an adjective in the plural behind a noun in the plural, which no verb is
_PLURAL = (
    r"(?!(?:dans|sans|plus|moins|vers|depuis|lors|pas|mais|jamais|avons|sont|desde|entre|tras|más|menos)\b)"
    r"[a-zà-ÿ-]{4,}s\b"
)
# "de la Fonction publique"
_LOW_ADJECTIVE = (
    r"(?:publique|public|sociale?s?|pública|público|nationale?|nacional|rurale?s?|"
    r"locale?s?|professionnelle|profesional|civile?|générale?|occidentale?|orientale?|centrale?|supérieure?|superior|méridionale?|septentrional|austral)\b"
)
# "Fédération nationale des travailleuses domestiques (FNTD)", "Sindicato de Trabajadoras del Hogar"
_ROMANCE = re.compile(
    rf"\b(?:{_ROMANCE_HEADS})(?:\s{_ADJECTIVE})*"
    rf"(?:\s{_CAP}|(?:\s{_LINK})+(?:\s|(?<=['’])){_CAP}"
    rf"(?:\s{_LOW_ADJECTIVE})?"
    rf"|(?:\s{_LINK})+(?:\s|(?<=['’])){_NOUN}(?:(?<=s)\s{_PLURAL}|\s{_NOUN}(?=\s\())?)+"
)
# "la Coopérative des teinturières", "del Sindicato de empaquetadoras": a capital within a sentence makes a name.
_WITHIN = re.compile(r"(?:[\w,;:]\s|\b[ld]['’]|^(?:La|Le|Les|El|Los|Las)\s)$")
# A quick look before the dear patterns: any head of a name at all.
_WORTH = re.compile(
    r"\b"
    + alternation(
        (
            *_HEADS.replace("Organi[sz]ation", "Organi").replace("s?", "").split("|"),
            *_ROMANCE_HEADS.split("|"),
            "Statistics",
        )
    )
)
_OPENERS = re.compile(
    r"^(?:(?:The|A|An|In|At|On|With|When|While|For|From|By|Under|Our|Its|This|That|To|And|Both|Since|"
    r"After|Before|During|Also|As|Two|Three|Meanwhile|However|Today|Deputy|Director|President|Chair|"
    r"Secretary|Chief|Head|Manager|Officer|of|Mr\.?|Ms\.?|Mrs\.?)\s)+"
)
_GENERIC = frozenset(
    [
        "regional",
        "country",
        "national",
        "executive",
        "steering",
        "advisory",
        "technical",
        "joint",
        "central",
        "local",
        "trade",
        "field",
        "head",
        "sub-regional",
        "subregional",
        "programme",
        "project",
        "women's",
        "workers'",
        "employers'",
        "working",
        "group",
        "high-level",
        "level",
        "main",
        "international",
        "global",
        "labour",
        "gender",
        "new",
        "general",
        "sectoral",
        "special",
        "standing",
        "area",
        "provincial",
        "municipal",
        "training",
        "university",
        "free",
        "open",
        "first",
        "second",
        "annual",
        "drafting",
        "task",
        "credit",
        "civil",
        "human",
        "public",
        "private",
    ]
)
_MODIFIER_ONLY = re.compile(rf"(?:{_HEADS})$")
_PLACES = frozenset({PassageKind.TITLE, PassageKind.KICKER, PassageKind.HEADING})


def find_unknown(passage: Passage) -> list[tuple[int, int]]:
    """Start and end of each named body, sentence openers left out; headings are not searched."""
    if passage.kind in _PLACES or _is_title_case(passage.text):
        return []
    if not _WORTH.search(passage.text):
        return []
    found = [_trimmed(passage.text, *match.span()) for match in _ENGLISH.finditer(passage.text)]
    found = [(start, end) for start, end in found if _is_name(passage.text[start:end])]
    text = passage.text
    return found + [
        match.span()
        for match in _ROMANCE.finditer(text)
        if _is_romance_name(
            match[0], is_within=bool(_WITHIN.search(text[max(0, match.start() - 4) : match.start()]))
        )
    ]


def organisation_slug(name: str) -> str:
    """The organisation_id of a body outside the vocabulary: `UNION_OF_CHAMBERS`."""
    return re.sub(r"[^A-Z0-9]+", "_", fold(name).replace("'", "").upper()).strip("_")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    opener = _OPENERS.match(piece)
    start += opener.end() if opener else 0
    return start, start + len(text[start:end].rstrip(" .,'’"))


def _is_name(piece: str) -> bool:
    """Whether more than generic words stand beside the head word."""
    words = [word for word in re.split(r"[\s,]+", piece) if word[:1].isupper() or word in {"of", "for"}]
    if len(words) < 2 or re.match(r"\S+-based\s", piece):
        return False
    if _MODIFIER_ONLY.search(piece):
        own = [word for word in words[:-1] if word.lower().replace("’", "'") not in _GENERIC]
        return bool(own)
    return True


# Heads that are named by a noun in small letters; "le Bureau de la presse" is none.
_SOCIETIES = re.compile(
    r"(?:Syndicat|Coopérative|Association|Fédération|Confédération|Union|Ligue|Réseau|Collectif|Alliance|Mutuelle|Guilde|"
    r"Chambre|Sindicato|Cooperativa|Asociación|Federación|Confederación|Unión|Liga|Red|Colectivo|Alianza|Mutual|Gremio|"
    r"Cámara|Coordinadora|Coordination)\b"
)


def _is_romance_name(piece: str, *, is_within: bool = False) -> bool:
    """At least one word with a capital after the head word, an adjective, or a society within a sentence."""
    words = piece.split()
    has_adjective = bool(re.fullmatch(_ADJECTIVE, words[1])) if len(words) > 1 else False
    if len(words) < 3:
        return False
    return has_adjective or _has_capital(words[1:]) or (is_within and bool(_SOCIETIES.match(piece)))


def _has_capital(words: Sequence[str]) -> bool:
    return any(re.sub(r"^[ldLD]['’]", "", word)[:1].isupper() for word in words)


def _is_title_case(text: str) -> bool:
    if text.rstrip()[-1:] in {".", ",", "”", "»", '"'} or "(" in text:
        return False
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.8 * len(words)
