"""Reads who says a quotation from a sentence about it, a line behind a dash, or that nobody named says it."""

from __future__ import annotations

import re

from transforms.names.name_words import NAME_WORD
from transforms.names.saying import VERB
from transforms.quotes.attribution import ADVERBS, GAP, Attribution, P
from transforms.quotes.scene import BODY
from transforms.quotes.strangers import is_name
from transforms.quotes.stretch import Stretch

_SEP = r"^\s?[,;]?\s?(?:[-–—]+\s?)?"
# "With these words, P opened …", "This is how P sums up …", "Así lo contó P", "C'est en ces termes que P"
_CLOSERS = (
    rf"(?:[Ww]ith\sth(?:ese|ose)\swords|[Tt]h(?:is|at)\s(?:is|was)\s(?:how|what)|[Tt]hese\s(?:are|were)\sthe\swords|"
    rf"[Ss]o\s{VERB}|[Tt]hus|[Aa]sí|[Cc]on\sestas\spalabras|[Ee]s\slo\sque|[Cc]e\ssont\sles\smots|"
    r"[Cc]['’](?:est|était)\s(?:ainsi|en\sces\stermes|par\sces\smots|ce\s))"
)
_SUMMED_UP = re.compile(
    rf"^\s?[.,:]?\s[–-]?\s?{_CLOSERS}\b{GAP}{{0,80}}?(?:{P}|(?<!\w)(?P<name>{NAME_WORD}\s{NAME_WORD}))"
)
# "…,” was the answer of P", "…”, fue la respuesta de P"
_ANSWER = re.compile(
    rf"{_SEP}(?:was|is|came|comes|fue|era|fut|est|était|telle?\s(?:est|fut|était))\s(?:the\s|la\s|le\s|el\s)?(?:\w+\s){{0,2}}"
    rf"(?:answer|reply|response|retort|verdict|comment|réponse|réplique|commentaire|respuesta|réplica|veredicto|comentario)\s"
    rf"(?:of|from|by|de|d['’]|del)\s?{GAP}{{0,60}}?{P}"
)
_SIGNED = re.compile(rf"^\s?\.?\s?[-–—]+\s?{P}")
_UNNAMED = (
    rf"(?:{BODY}|(?:(?:the|a|one|some|many|several|le|la|les|un|une|el|los|las|una)\s|l['’]){GAP}{{2,60}}?)"
)
# "…, se lee en el reglamento", "…, peut-on lire": a text says it.
_READ = r"se\s(?:puede\s)?lee\w*|puede\sleerse|on\speut\slire|peut-on\slire|lit-on|on\slit|it\sreads"
_BODIES_SAY = re.compile(rf"{_SEP}(?:{VERB}\s{_UNNAMED}|{_UNNAMED}\s{ADVERBS}{VERB}|{_READ})", re.IGNORECASE)


def by_sentence(rest: Stretch) -> Attribution | None:
    """Who is named in a sentence about the words just said, or behind a dash."""
    match = _SUMMED_UP.match(rest.marked)
    if match and match["name"] and is_name(match["name"]):
        return Attribution((rest.scene.stranger(match["name"]),), *rest.place(match))
    if match is None or not match["person"]:
        match = _ANSWER.match(rest.marked) or _SIGNED.match(rest.marked)
    return Attribution((rest.person(match),), *rest.place(match)) if match else None


def by_nobody(rest: Stretch) -> Attribution | None:
    """An attribution without persons where a body, somebody unnamed or a text says it."""
    match = _BODIES_SAY.match(rest.marked)
    return Attribution((), *rest.place(match)) if match else None
