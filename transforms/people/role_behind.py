"""Reads the words behind a name as roles: "X, a welder", "X – President of VAMAS", "X (ITC-ILO)", "X was elected chair"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from transforms.names.name_words import FULL_NAME
from transforms.names.role_extent import phrase_end
from transforms.names.role_heads import role_head
from transforms.names.role_phrases import ARTICLE, LINK, Role, singular, split_phrase
from transforms.pattern_starts import holds_any
from transforms.spans import sentence_at

_AGE = r"(?:(?:aged\s|a\s)?\d\d(?:\sans|\saños(?:\sde\sedad)?|\syears\sold)?,\s|âgée?\sde\s\d\d\sans,\s|de\s\d\d\saños(?:\sde\sedad)?,\s)"
_NICKNAME = (
    r"(?:alias|dite?|(?:better\s)?known\s(?:to\s\w+\s)?as|surnommée?|apodad[oa]|conocid[oa]\scomo|connue?\scomme)"
    r"\s[^,.;:!?]{2,40},\s(?=(?:an?|the|une?|la|le|el|una)\s|l['’]|[a-zà-ÿ-]+(?:,|\s(?:à|de|du|d['’]|of|in|at|en)\b))"
)
_CHOSEN = (
    r"(?:re-?elected|elected|appointed|named|nominated|chosen|élue?|réélue?|nommée?|désignée?|"
    r"elegid[oa]|reelegid[oa]|nombrad[oa]|designad[oa])"
)
_PHRASE = (
    rf"(?:herself\s|himself\s|ella\smisma\s|él\smismo\s|also\s|elle-même\s|lui-même\s|también\s|aussi\s)?"
    rf"(?P<article>(?:the\s[\w-]+['’]s|{ARTICLE})(?:\s|(?<=['’])))?(?:\d\d-year-old\s)?(?P<rest>\S.*)"
)
_IS = r"(?:is|was|has\sbeen|est|était|es|era|fue|a\sété|fut|ha\ssido)"
_PERSON = r"(?:[A-ZÀ-Þ][\w’'.-]*\s){1,5}"
# "Ada Lind succeeds Bo Falk as", "a pris ses fonctions de", "asumió el cargo de"; "becomes", "devient"
_TAKES_OFFICE = (
    rf"(?:(?:has|have|will|ha|a|va)\s)?(?:now\s|also\s)?(?:(?:succe(?:eds?|eded)|replace[sd]?)\s{_PERSON}as|"
    r"(?:takes?|took|taken)\s(?:over|office)\sas|(?:step(?:s|ped)\sdown|retire[sd]?|resign(?:s|ed)|serve[sd]?|acts|acted|"
    r"start(?:s|ed)|began|begins|(?:was|is)\ssworn\sin|works?|worked)\sas|becomes?|became|"
    rf"(?:succède\sà|succédé\sà|remplace|remplacé)\s{_PERSON}(?:comme|en\squalité\sde|au\sposte\sde)|"
    r"(?:prend|pris|quitte|quitté)\sses\sfonctions\s(?:de|comme)|devient|devenue?|"
    rf"(?:sucede|sucedió|reemplaza|reemplazó|sustituye|sustituyó)\sa\s{_PERSON}(?:como|en\sel\scargo\sde)|"
    r"asum(?:e|ió)\s(?:como|el\scargo\sde|el\spuesto\sde)|juró\scomo|trabaj(?:a|ó)\scomo|pasa\sa\sser)\s"
)
_BOTH = r"(?:both\s|tous\sdeux\s|toutes\sdeux\s|amb[oa]s\s)?"
_BEHIND = (
    re.compile(
        rf"^(?:\s\([^()]{{2,40}}\))?(?:,\s(?:{_NICKNAME})?(?:{_AGE})?(?:who\s(?:is|was)\s(?:now\s)?|qui\sest\s|quien\ses\s)?{_BOTH}|"
        rf"\s{_IS}\s(?:now\s|also\s|{_CHOSEN}\s(?:as\s|comme\s|como\s)?)?|\s{_TAKES_OFFICE}){_PHRASE}",
        re.DOTALL,
    ),
    re.compile(rf"^(?:\s[-–—]+\s|\s\(){_PHRASE}", re.DOTALL),
    # ", in her third year as president of …", ", who works as a fitter at …"
    re.compile(
        rf"^,\s(?:now\s)?(?:in|for|who\s(?:works|worked|serves|served)|working|serving)\b[^,.;:!?]{{0,40}}?\sas\s{_PHRASE}",
        re.DOTALL,
    ),
)
# "elected Ms. A as its Chairperson and Mr. B (Ghana) as Vice-Chairperson"
_AS = re.compile(rf"^(?:\s\([^()]{{2,40}}\))?,?\s(?:as|comme|como)\s{_PHRASE}", re.DOTALL)
_CHOSE = re.compile(rf"\b(?:{_CHOSEN}|elects|appoints|élit|a\sélu|eligió|nombró|designó)\b[^;:!?]{{0,120}}$")
# "who leads the Home Finishers' Association", "qui dirige la Ligue"
_LEADS = re.compile(
    r"^,?\s(?:(?:who|qui|quien|que)\s)?(?:now\s|has\s)?(?:leads|heads|chairs|runs|coordinates|manages|presides|directs|founded|represents|led|headed|chaired|"
    r"dirige|préside|représente|preside|lidera|encabeza|representa|fundó|a\sfondé)\s(?:[\w’'-]+\s){0,5}(?:of\s|de\s|du\s|des\s|del\s|d['’])?"
    r"(?:the\s|la\s|le\s|l['’]|el\s)?$|^,?\s(?:à\sla\stête|al\sfrente|at\sthe\shelm|in\scharge)\s(?:of|de|du|del|d['’])\s?(?:the\s|la\s|l['’])?$"
)
# "Maëlle Kervadec, grutière.": one noun of a person between a comma and a stop
_TRADE = re.compile(
    r"^[a-zà-ÿ-]{3,}(?:ière|euse|trice|eur|ier|iste|ienne|ien|era|ero|dora|dor|ista|ora|tora|tor|logue|loga|ogo|airesse|esse|"
    r"olog(?:ist|ue)|iatrist|ician|thetist|odontist|wright|smith|monger|keeper|maker|woman|ierre|éenne|cienne)s?"
    r"(?:\s[a-zà-ÿ-]{4,}){0,2}$"
)
# "Rajae Bennouna, de la Fédération des caissières": a body, no role
_OPENS_WITH_LINK = re.compile(r"(?:of|from|de|du|del|des)\s|d['’]")
# "X, along with the minister", "X, one of 40 workers": the head behind these is somebody else's.
_NOT_OF_THE_NAME = re.compile(
    r"(?:who|whom|whose|qui|quien|que|along|together|with|without|and|but|et|y|e|ou|like|including|after|before|where|for|in|at|on|by|to|as|under|over|"
    r"which|if|because|although|so|not|no|both|all|many|some|several|more|most|nearly|about|representing|speaking|joined|"
    r"accompanied|flanked|supported|followed|welcoming|thanking|addressing|among|avec|sans|mais|comme|dont|où|pour|par|chez|"
    r"parmi|lors|dans|après|avant|accompagnée?|suivie?|rejointe?|con|sin|pero|como|donde|para|por|entre|junto|acompañad[oa]|"
    r"tras|según|selon|cuy[oa]s?|Monsieur|Madame|Madam|Mr|Ms|Mrs|Señora?|Sra?|one\sof\s(?:the\s)?\d|"
    r"es|era|fue|est|était|is|was|\d\d\s(?:and|et|y))\b"
)
# "…, a levé la séance": no English article
_FRENCH_PERFECT = re.compile(
    r"\w+ée?s?(?:[.,;:]|$)|"
    r"\w+(?:é|i|u|is|it)e?s?\s(?:la|le|les|l['’]|des|du|de|d['’]|que|qu['’]|une|un|à|au|aux|en|son|sa|ses|leur|avec|pour|sur|dans)\b"
)
# "— Ngozi Balogun, referee": a line that only names who speaks
_SIGNATURE = re.compile(r"\s*[—–-]+\s*\S")
_AT_ORGANISATION = re.compile(r"^,?\s(?:who|qui|quien|que)\s[^,.;:!?]{0,80}$")
# "teaches labour law at the University of X", "travaille pour la Fédération"
_WORKS_AT = re.compile(
    r"^,?\s(?:(?:who|qui|quien|que)\s)?(?:teaches|lectures|works|studies|serves|enseigne|travaille|étudie|enseña|trabaja|estudia)\s[^,.;:!?]{0,60}?"
    r"\b(?:at|for|with|to|in|à|au|en|pour|chez|para|con)\s(?:the\s|la\s|l['’]|el\s|le\s)?$"
)
# "her colleagues elected her president of …", "on l'a nommée directrice de …", "la eligieron tesorera de …"
_MADE = re.compile(
    r"\b(?:(?:elected|appointed|named|chose|made)\s(?:her|him)\s(?:as\s)?(?:the\s)?|"
    r"l['’](?:ont|a|avaient|avait)\s(?:élue?|nommée?|désignée?|choisie?)\s(?:comme\s)?|"
    r"(?:[Ll]a|[Ll]o)\s(?:eligi|nombr|design|escogi)[a-zó]+\s(?:como\s)?)"
    r"(?P<article>)(?P<rest>\S.*)",
    re.DOTALL,
)
_IN_MADE = (
    *("elected", "appointed", "named", "chose", "made", "élu", "nommé", "désigné", "choisi"),
    *("eligi", "nombr", "design", "escogi"),
)
_ANOTHER = re.compile(FULL_NAME)
_OF_ORGANISATION = re.compile(
    rf"^(?:\s\(|,?\s(?:{LINK}|from|por)\s?(?:the\s|l['’]|la\s|el\s)?|,\s|\s[-–—]\s)$"
)
# "gardien de musée", "operaria de grúa": in French and Spanish an apposition has no article.
_BARE_NOUN = re.compile(
    r"^(?P<noun>[a-zà-ÿ-]{4,})(?:\s[a-zà-ÿ]{4,})?\s(?:des?|du|del|de\sla|de\sl['’]|d['’])\s?[\w’' -]{2,40}$"
)
# "un projet garantit aux ouvrières": the head is in a complement; in "one of the founders" it is not.
_COMPLEMENTED = re.compile(
    r"(?<!\bone)(?<!une)(?<!un)(?<!una)(?<!uno)\s(?:of|to|for|in|at|with|from|by|aux?|à|des?|du|del|pour|para|dans|por|en|con|avec|que|has|had)\s"
)
# Words that open a phrase of time, place or age, not a role.
_OPENERS = re.compile(
    r"lors|près|plus|moins|depuis|dans|autour|avant|après|antes|después|acerca|dentro|fuera|cerca|además|desde|"
    r"venue?|originaire|parte|capital|ville|tras|junto|cada|hors|face|autre|âgée?|ciudad|hija|fille|née?|nacid[oa]"
)
# "Safe Stalls, a joint programme of", "Tierra Firme es un programa conjunto de": what a name of a thing is called
_THING = re.compile(
    r"(?:[\w’'-]+\s){0,2}?(?:programmes?|programs?|projects?|initiatives?|campaigns?|reports?|books?|films?|documentar(?:y|ies)|songs?|"
    r"networks?|platforms?|funds?|movements?|foundations?|compan(?:y|ies)|villages?|towns?|cit(?:y|ies)|islands?|districts?|provinces?|"
    r"programas?|proyectos?|iniciativas?|campañas?|informes?|libros?|películas?|documentales?|red(?:es)?|empresas?|fundación|pueblos?|"
    r"ciudad(?:es)?|islas?|projets?|campagnes?|rapports?|livres?|réseaux?|entreprises?|fondation|villes?|îles?)\b"
)
# "une couturière de 27 ans", "soldadora de 22 años"
_AGED = re.compile(r"\s(?:de|aged|of)\s\d\d(?:\sans|\saños)?$")


def role_behind(text: str, end: int, bodies: Sequence[Mention]) -> list[Role]:
    """The roles in apposition behind a name that ends at `end`, or only its organisation."""
    rest = text[end : end + 260]
    is_chosen = " as " in rest or " com" in rest
    if is_chosen and _CHOSE.search(text[max(0, end - 160) : end]):
        found = _apposition(text, end, _AS.match(rest), bodies)
        if found:
            return found
    for pattern in _BEHIND:
        found = _apposition(text, end, pattern.match(rest), bodies)
        if found:
            return found
    found = _made(text, end, bodies)
    if found:
        return found
    body = _organisation_behind(text, end, bodies)
    return [Role(None, body.entity_id, body.span.start, body.span.end)] if body else []


def _made(text: str, end: int, bodies: Sequence[Mention]) -> list[Role]:
    """The role to which the rest of the sentence says that the one just named was chosen: "… elected her president"."""
    if not holds_any(text, _IN_MADE):
        return []
    _start, stop = sentence_at(text, end)
    made = _MADE.search(text, end, stop)
    if not made or _ANOTHER.search(text, end, made.start()):
        return []
    head = role_head().match(text, made.start("rest"))
    return _phrase(text, head.start(), bodies) if head else []


def _apposition(text: str, end: int, behind: re.Match[str] | None, bodies: Sequence[Mention]) -> list[Role]:
    """The roles of the phrase that `behind` has found after a name, if it is one."""
    if not behind:
        return []
    start = end + behind.start("rest")
    if behind["article"]:
        # "the ILO's chief statistician": no article but the body
        article = end + behind.start("article")
        start = next((each.span.start for each in bodies if article <= each.span.start < start), start)
    if behind["article"] == "a " and _FRENCH_PERFECT.match(text[start : start + 60]):
        return []
    stop = phrase_end(text, start, bodies)
    aged = _AGED.search(text[start:stop])
    stop = start + aged.start() if aged else stop
    is_line = bool(_SIGNATURE.match(text)) and not text[stop:].strip() and text[start].islower()
    if _NOT_OF_THE_NAME.match(text[start:stop]) or not (
        is_line or _is_role(text[start:stop], behind["article"])
    ):
        return []
    return [singular(role) for role in split_phrase(text, start, stop, bodies)]


def _phrase(text: str, start: int, bodies: Sequence[Mention]) -> list[Role]:
    stop = phrase_end(text, start, bodies)
    return [singular(role) for role in split_phrase(text, start, stop, bodies)]


def _organisation_behind(text: str, end: int, bodies: Sequence[Mention]) -> Mention | None:
    """ "X (ITC-ILO)", "X of the ILO", "X, who follows the file at the ILO"."""
    for body in bodies:
        gap = text[end : body.span.start] if end <= body.span.start <= end + 90 else "\n"
        rest = text[body.span.end : body.span.end + 1]
        if _OF_ORGANISATION.match(gap) and (rest in ",.;:)" or not gap.startswith(",")):
            return body
        if _LEADS.match(gap) or _WORKS_AT.match(gap):
            return body
        if _AT_ORGANISATION.match(gap) and re.search(r"\b(?:at|for|with)\s(?:the\s)?$", gap):
            return body
    return None


def _is_role(phrase: str, article: str | None) -> bool:
    """Whether the phrase names a role: a known head near its beginning, or "a welder"."""
    words = phrase.split()
    if not words or len(words) > 24 or _OPENS_WITH_LINK.match(phrase):
        return False
    head = role_head().search(phrase[0].lower() + phrase[1:])
    if head and len(phrase[: head.start()].split()) <= 6 and not _COMPLEMENTED.search(phrase[: head.start()]):
        return True
    if _TRADE.match(phrase) and not _OPENERS.match(phrase):
        return True
    if _THING.match(phrase):
        return False
    bare = _BARE_NOUN.match(phrase)
    if bare and not _OPENERS.fullmatch(bare["noun"]):
        return True
    is_indefinite = (article or "").strip() in {"a", "an", "un", "une", "una"}
    return is_indefinite and words[0][0].islower() and len(words) <= 6
