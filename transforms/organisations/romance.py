"""French and Spanish names of bodies: "Fédération nationale des travailleuses domestiques", "Sindicato de Costureras"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transforms.names.body_words import CAP, pattern, words

_ADJECTIVE = (
    r"(?:nationale?s?|internationale?s?|générale?s?|régionale?s?|européenne?s?|africaine?s?|syndicale?s?|"
    r"nacional(?:es)?|internacional(?:es)?|general(?:es)?|regional(?:es)?|único|única|sindical(?:es)?|"
    r"économiques?|económic[oa]s?|sociales?|supérieure?|suprem[oa]|superior|mixte|mixt[oa]|constitutionnel(?:le)?|électorale?|electoral|"
    r"interministériel(?:le)?|intersyndicale?|consultatif|consultiv[oa]|tripartite|tripartit[oa]|centrale?|populaire|rurale?|"
    r"(?:inter)?professionnelle?|communale?|provinciale?|départementale?|municipale?|artisanale?|agricole|maritime|solidaire|féminine?|"
    r"paysanne?|ouvri[eè]re?|indépendante?|chrétienne?|provincial|municipal|comunal|departamental|artesanal|agrari[oa]|agrícola|miner[oa]|"
    r"pesquer[oa]|femenin[oa]|campesin[oa]|obrer[oa]|indígena|solidari[oa]|independiente|(?:inter)?profesional|marítim[oa]|"
    r"latinoamerican[oa]|interamerican[oa]|autónom[oa]|unitari[oa]|"
    r"[\w-]{2,}(?:aise?|oise?|[iéy]enn?e?|aine?|ana|ano|ense|eña|eño|aya|ayo)s?)"
)
_LINK = (
    r"(?:des?|du|del|de\sla|de\slas|de\slos|de\sl['’]|d['’]|pour|para|(?:et|y|e)(?!\s(?:la|le|el|les|los|las)\b|\sl['’][A-ZÀ-Þ]|\s(?:de\sla|del|de\sl['’]|du|de\slos|de\slas|des)\s?(?:%s)\b|\s(?:a|ont|avait|avaient|aura|auront|est|sont|était|étaient)\b)|la|les?|los|las|el|"
    r"l['’](?!(?:%s)\b))"  # no "l'Inspection" behind "et": another body
)
_NOUN = r"(?:[\w-]{4,}|(?<=['’])[\w-]{3}|(?:mer|sel|riz|thé|blé|fer|bus|eau|vin|lin|mar|sal|pan|luz|sol)\b)"
# "femmes artisanes": an adjective in the plural behind a noun in the plural, which no verb is
_PLURAL = (
    r"(?:(?!(?:dans|sans|plus|moins|vers|depuis|lors|pas|mais|jamais|avons|sont|desde|entre|tras|más|menos)\b)"
    r"[a-zà-ÿ-]{4,}s\b(?:\sà\sdomicile)?|à\sdomicile)"
)
# "de la Fonction publique"
_LOW_ADJECTIVE = (
    r"(?:publique|public|sociale?s?|pública|público|nationale?|nacional|rurale?s?|"
    r"locale?s?|professionnelle|profesional|civile?|générale?|occidentale?|orientale?|centrale?|supérieure?|superior|méridionale?|septentrional|austral)\b"
)
# "la Coopérative des teinturières", "del Sindicato de empaquetadoras": a capital within a sentence makes a name.
_WITHIN = re.compile(r"(?:[\w,;:]\s|\(|\b[ld]['’]|^(?:La|Le|Les|El|Los|Las)\s)$")
# "le Conseil du patronat hôtelier (CPH)"
_INTRODUCED = re.compile(r"\s\([A-Z][A-Za-z-]*[A-Z][A-Za-z-]*\)")
# Heads that are named by a noun in small letters; "le Bureau de la presse" is none.
_SOCIETIES = re.compile(
    r"(?:Syndicat|Coopérative|Association|Fédération|Confédération|Union|Ligue|Réseau|Collectif|Alliance|Mutuelle|Guilde|"
    r"Chambre|Groupement|Regroupement|Rassemblement|Cercle|Amicale|Confrérie|Círculo|Agrupación|Mancomunidad|Cofradía|Hermandad|"
    r"Sindicato|Cooperativa|Asociación|Federación|Confederación|Unión|Liga|Red|Colectivo|Alianza|Mutual|Gremio|"
    r"Cámara|Coordinadora|Coordination)\b"
)
# "la Mesa Directiva", "Comunidad y Cuidados": an organ of every body, two subjects
_OWN_ORGAN = re.compile(r"\S+\s(?:Directiv[ao]|directiv[ao]|[Dd]irecteur|[Dd]irectrice|y|e|et)\b")
# "du Groupement d'intérêt économique [des femmes de Joal]": nouns with their adjectives, no clause and no place
_GOES_ON = re.compile(
    r"(?:\s(?!(?:à|au|aux|en|dans|sur|sous|pour|par|avec|chez|depuis|lors|et|ou|qui|que|dont|para|por|con|sin|desde|sobre|y|e|o|"
    r"quien|cuy[oa]s?|a|al)\b)[\w’'-]+)+"
)


@lru_cache(maxsize=2)
def _romance(*, behind_role: bool = False) -> re.Pattern[str]:
    heads = pattern("romance_heads")
    if behind_role:
        heads = rf"(?:{heads}|{pattern('employer_heads')})"
    link = _LINK.replace("%s", pattern("romance_heads"))
    # "Ministerio de Trabajo, Empleo y Previsión Social", "Ministère de la Femme, de la Famille et de l'Enfance"
    listed = rf",\s(?:{link}(?:\s|(?<=['’])))*(?:{pattern('portfolios')})\b(?=[^.;:!?]*\s(?:y|e|et)\s)"
    return re.compile(
        rf"\b(?:{heads})\b(?:\s{_ADJECTIVE})*"
        rf"(?:(?:\s{CAP}|(?:\s{link})+(?:\s|(?<=['’])){CAP}|{listed})(?:\s{_LOW_ADJECTIVE})?"
        rf"|(?:\s{link})+(?:\s|(?<=['’])){_NOUN}(?:(?<=s)\s{_PLURAL}|\s{_LOW_ADJECTIVE}|\s{_NOUN}(?=\s\())?)+"
    )


def romance_bodies(text: str) -> list[tuple[int, int]]:
    """Start and end of each name in `text`."""
    return [
        match.span()
        for match in _romance().finditer(text)
        if _INTRODUCED.match(text, match.end())
        or _is_name(match[0], is_within=bool(_WITHIN.search(text[max(0, match.start() - 4) : match.start()])))
    ]


def romance_body_at(text: str, at: int, limit: int) -> int | None:
    """Where the name ends that begins at `at`, behind a role and "of", in a phrase that ends at `limit`.

    None where no name begins there. The role shows that it is a body: more heads count, and a head with words
    in small letters is enough ("directrice de l'Institut de la mesure"), units apart.
    """
    match = _romance(behind_role=True).match(text, at)
    if match is None or len(match[0].split()) < 2 or _OWN_ORGAN.match(match[0]):
        return None
    if match[0].split()[0] in words("unit_heads"):
        return match.end() if _has_capital(match[0].split()[1:]) else None
    rest = text[match.end() : limit]
    return limit if _GOES_ON.fullmatch(rest) else match.end()


def _is_name(piece: str, *, is_within: bool = False) -> bool:
    """At least one word with a capital after the head word, an adjective, or a society within a sentence."""
    parts = piece.split()
    if len(parts) == 2:
        return (
            parts[0] in words("named_heads")
            and parts[1][0].isupper()
            and not re.fullmatch(_ADJECTIVE, parts[1].lower())
        )
    if len(parts) < 2:
        return False
    has_adjective = bool(re.fullmatch(_ADJECTIVE, parts[1]))
    return has_adjective or _has_capital(parts[1:]) or (is_within and bool(_SOCIETIES.match(piece)))


def _has_capital(parts: Sequence[str]) -> bool:
    return any(re.sub(r"^[ldLD]['’]", "", word)[:1].isupper() for word in parts)
