"""Where a role phrase behind a name ends: a comma within a portfolio or before a unit does not end it.

"Minister of Labour, Invalids and Social Affairs", "Director, Gender Department, African Union Commission".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from transforms.names.name_words import verbs

# "took over as chair in May", "présidente en 2019", "directora desde el lunes": when, which is no part of a role
_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|janvier|février|mars|avril|mai|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|"
    r"martes|miércoles|jueves|viernes|sábado|domingo|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s(?:de\s)?[A-Za-zéû]{3,}|week|month|year)\b"
)
_STOP = re.compile(
    r"[,.;:!?()\"“”«»]|\s[-–—]+\s|\s(?:who|which|that|qui|que|quien|said|says|as|speaking|told|while|when|al|during|since|desde|"
    r"depuis|lors|cuando|mientras|opened|closed|chaired|signed|attended|has|have|had|but|mais|pero)\b"
    rf"|\s(?:in|on|en|le|el|until|from|last|next|this)\s{_DAY}"
    # "a crane driver with twins", "une soudeuse avec deux enfants": what the person has is no part of the role
    r"|\s(?:in\s(?:her|his)\s(?:teens|\w+ties)|d['’]une\s\w+aine\sd['’]années|de\sunos\s\w+\saños)\b"
    r"|\s(?:with|avec|con)\s(?:[\w’'-]+\s){0,3}?(?:twins|child|children|kids|sons?|daughters?|grandchildren|years|enfants?|jumeaux|"
    r"jumelles|filles?|fils|ans|hij[oa]s?|mellizos|gemelos|niet[oa]s|años)\b"
    rf"|\s(?:{verbs()})\b"
)
# "cheffe de l'unité « Apprentissage » du BIT": a name in marks within the phrase
_MARKED = re.compile(r"[«“\"]\s?[A-ZÀ-Þ][^«»“”\"]{2,40}[»”\"](?=\s(?:of|at|in|du|de|des|del|à|au)\b)")
_AND_PERSON = re.compile(
    r",?\s(?:and|et|y|e)\s(?:the\s|la\s|le\s|el\s)?(?=(?:Mr|Ms|Mrs|Mme|M\.|Dr|Prof|Sr|Sra|Dra|H\.E)\b)"
)
_LONGEST = 160
_CAP = r"[A-ZÀ-Þ][\w’'-]*"
_WORDS = rf"(?:{_CAP}|(?:of|and|the|for|des?|du|la|le|les|los|las|del|y|et|l['’]|d['’])(?=\s|{_CAP}))"
# "of Labour, Invalids and Social Affairs", "du Travail, de l'Emploi et de la Formation"
_LINK = r"(?:of|for|on|des?|du|del|la|le|les|l['’]|d['’])"
# "Fonction publique", "Sécurité sociale": the second word is small in French and Spanish
_SUBJECT = (
    rf"{_CAP}(?:\s(?:{_CAP}|publique|público|pública|sociale?s?|social(?:es)?|professionnelle|profesional|nationale|nacional|civile?|"
    r"étrangères|exteriores|féminine|familiale|rurale?))*"
)
_PORTFOLIO = re.compile(
    rf"\s(?:of|for|des?|du|del|d['’])\s?(?:(?:the|la|le|les|los|las)\s|l['’])?{_SUBJECT}"
    rf"(?:,\s(?:{_LINK}\s?){{0,2}}{_SUBJECT})+,?\s(?:and|et|y|e|&)\s(?:{_LINK}\s?){{0,2}}(?:the\s)?{_SUBJECT}"
)
# ", Gender Department", ", Unité de l'égalité": the unit of which somebody is the head
_UNIT = re.compile(
    rf",\s(?:the\s)?(?:{_WORDS}\s){{0,6}}(?:Department|Unit|Branch|Division|Section|Programme|Service|Directorate|Team|Desk|"
    rf"Cluster|Département|Unité|Direction|Unidad|División|Sección|Departamento|Dirección|Área)s?\b"
    rf"(?:\s{_WORDS})*(?=[,.;)]|$)"
)


def phrase_end(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """The end of the noun phrase that begins at `start`."""
    at = start
    while True:
        stop = _STOP.search(text, at)
        end = stop.start() if stop else len(text)
        at = _beyond(text, start, end, bodies)
        if at <= end:
            break
        if at >= len(text):
            return len(text)
    person = _AND_PERSON.search(text, start, end)
    return person.start() if person else end


def _beyond(text: str, start: int, end: int, bodies: Sequence[Mention]) -> int:
    """Where the phrase goes on behind the mark at `end`; `end` itself where it does not."""
    if text[end : end + 1] == "," or any(each.span.start <= end < each.span.end for each in bodies):
        for each in bodies:
            is_inside = each.span.start <= end < each.span.end
            if is_inside or (each.span.start == end + 2 and text[end : end + 2] == ", "):
                return max(each.span.end, end + 1)
    marked = _MARKED.match(text, end)
    if marked:
        return marked.end()
    if text[end : end + 1] != ",":
        return end
    opening = next(
        (
            found
            for found in _PORTFOLIO.finditer(text, start, end + _LONGEST)
            if found.start() < end < found.end()
        ),
        None,
    )
    unit = _UNIT.match(text, end)
    return opening.end() if opening else unit.end() if unit else end
