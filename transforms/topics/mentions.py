"""Words of a topic that do not speak of it: key words, notes, names, landmarks, a person of the kind."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.pattern_starts import holds_any

# "Tags: women, equal pay": a list of key words says nothing about them.
_TAGS = re.compile(
    r"(?i)\s*(?:tags?|key\s?words|topics|mots[- ]cl[ée]s?|th[eè]mes|etiquetas|palabras clave|temas)\s?:"
)
# "[2] Household survey, 2018.", "Source: census of 2010": a note says where something comes from.
_NOTE = re.compile(r"(?i)\s*(?:\[\d+\]|(?:sources?|notes?|fuentes?|nota)\s?:)")
# "palabras clave :"
_LONGEST_LABEL = 20


def is_aside(text: str) -> bool:
    """Whether a passage is a list of key words or a note."""
    opening = text.lstrip()[:_LONGEST_LABEL]
    if ":" not in opening and "[" not in opening:
        return False
    return _TAGS.match(text) is not None or _NOTE.match(text) is not None


# "ministre de la protection sociale": French and Spanish write names of offices small.
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Mm]inist\w+|[Ss]ecretar[iy]\w*|[Ss]ecrétaire\sd['’][ÉEé]tat|[Dd]irectora?te|[Dd]epartment|"
    r"[Dd]épartement|[Ss]ecteur|[Ss]ector|[Uu]nidad|[Uu]nité|[Dd]ivision|"
    r"Conseil|Consejo|Commission|Comisión|Comité|Institut|Instituto|Fédération|Federación|Association|Asociación|Syndicat|"
    r"Sindicato|Agence|Agencia|Fonds|Fondo|Chambre|Cámara|Observatoire|Observatorio|Forum|Foro)"
    r"\s(?:of|for|de|du|des|del|à|pour|para|chargée?\sde)\s(?:[\w’',-]+\s){0,5}(?:[ld]['’])?$"
    r"|\b(?:celui|celle)\s(?:de\sla|de\sl['’]|du|des)\s?$"
)
_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’-]*\s(?:(?:of|for|on|and|the|de|du|des|la|y|et|sur|sobre)\s)*$")


def is_in_name(text: str, language: str, start: int, end: int) -> bool:
    """Whether the words stand inside a capitalised name: `Ministry of Labour and Social Protection`."""
    if language != "en" and _OFFICE_BEFORE.search(text[max(0, start - 60) : start]):
        return True
    surface = text[start:end]
    if not surface[:1].isupper() or surface.isupper():
        return False
    return _NAME_BEFORE.search(text[max(0, start - 30) : start]) is not None


# "next to a kindergarten and a vocational school", "a song about migration": what stands near by only says
# where something is, what a picture shows only what hangs there.
_NEAR = 50
_BESIDE = re.compile(
    r"\b(?:next\sto|beside|opposite|across\sfrom|behind|in\sfront\sof|not\sfar\sfrom|[àa]\scôté\s(?:de|d['’]|du|des)|près\s(?:de|d['’]|du|des)|"
    r"(?:songs?|portraits?|chansons?|canci[oó]n(?:es)?|retratos?)\s(?:of|about|on|sur|sobre|d[e’']|del|des)|en\sface\s(?:de|d['’]|du|des)|derrière|jouxte(?:nt)?|junto\s(?:al?|con)|al\slado\sdel?|cerca\sdel?|frente\sal?|detrás\sdel?)"
    r"\s?(?:(?:the|an?|une?|l[ae]|l['’]|el|un|una|old|new)\s?){0,2}"
    r"(?:[\w’'-]+\s(?:[\w’'-]+\s){0,2}(?:and|et|y|or|ou|o)\s(?:the|an?|une?|l[ae]|l['’]|el|un|una)\s?)?$"
)

# One of these stands in each.
_IN_BESIDE = (
    *(
        "next",
        "beside",
        "opposite",
        "across",
        "behind",
        "front",
        "not",
        "côté",
        "près",
        "song",
        "portrait",
        "chanson",
    ),
    *("canci", "retrato", "face", "derrière", "jouxte", "junto", "lado", "cerca", "frente", "detrás"),
)


def is_landmark(text: str, start: int) -> bool:
    """Whether the words that begin at `start` only say where something stands."""
    before = text[max(0, start - _NEAR) : start]
    return holds_any(before, _IN_BESIDE) and _BESIDE.search(before) is not None


# "a migrant from Cebu", "a former child soldier": who somebody is, not what the text is about.
_ONE = re.compile(
    r"(?i)\b(?:an?|une?|una)\s(?:(?P<once>former|ancien(?:ne)?|antigu[oa]|ex)\s|young\s|jeune\s|joven\s)?$"
)
_PERSON = re.compile(
    r"(?i)(?:child\ssoldier|enfant\ssoldat|niñ[oa]\ssoldado|migrante?|refugee|réfugiée?|refugiad[oa]|returnee|retornad[oa]|entrepreneure?|emprendedora?|empresari[oa])"
)
_BEHIND_PERSON = re.compile(r"\s(?:from|of|in|de|du|d['’]|who|qui|que|and|et|y)\b|[,.;)]|$")


@lru_cache(maxsize=4096)
def _is_person(words: str) -> bool:
    return _PERSON.fullmatch(words) is not None


def is_one_person(text: str, start: int, end: int) -> bool:
    """Whether the words are a single person of the kind, told by where they come from or what they do."""
    one = _ONE.search(text[max(0, start - 20) : start]) if _is_person(text[start:end]) else None
    return one is not None and (one["once"] is not None or _BEHIND_PERSON.match(text, end) is not None)
