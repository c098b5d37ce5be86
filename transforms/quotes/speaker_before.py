"""Reads who says a quotation from the words of its sentence before the opening mark."""

from __future__ import annotations

import re

from transforms.names.name_words import NAME_WORD
from transforms.names.saying import VERB, is_spanish
from transforms.people.find import Person
from transforms.quotes.attribution import GAP, MARKS, P2, PRONOUN, THE, Attribution, Grade, P, is_object
from transforms.quotes.documents import is_in_words_of_law
from transforms.quotes.scene import Scene, sentence_start
from transforms.quotes.speaker_memory import Memory
from transforms.quotes.strangers import is_name
from transforms.quotes.stretch import Stretch, stretch_of
from transforms.quotes.verb_subjects import subject_of

# How many characters may stand between the verb of saying and the mark.
_NEAR = 100
_MARKED = re.compile(f"[{MARKS}]")
_COLON = re.compile(r":\s?[-–—]?\s*$")
_VERB = re.compile(VERB)
_WORDS = re.compile(r"\w|[\ue001-\uf8ff]")
# "…, author of reports on “platform work”": what a preposition leads to is rather a term.
_AFTER_PREPOSITION = re.compile(
    r"\b(?:on|about|in|under|of|for|as\spart\sof|through|via|sur|dans|sous|de|du|des|au|aux|en|sobre|bajo|del|al|por)\s"
    r"(?:the\s|a\s|an\s|la\s|le\s|les\s|une?\s|el\s|los\s|las\s|una\s|l['’])?$"
)
# "a qualifié ces violences de « … »", "described it as “…”": what they lead to is what they say.
_CALLING = re.compile(
    r"(?:\w+\s)*(?:qualifi|calific|tild|trait|parl|habl|describ|décri|call|refer|félicit|salu|spoke|speak|warn|denounc|"
    r"dénonc|denunci|critic|critiqu|condem|accus|alert|advirt|advert|label|dub|tach)"
)
# "the report", "a call", "une demande": a noun, unless its ending is a verb's ("a déclaré").
_NOUN = re.compile(r"(?:^|\s)(?:the|a|an|le|la|les|un|une|el|los|las|una|of|de|du|by|par|por)\s$")
_VERBAL = re.compile(r"(?:é|it|u|is|ed|ó|ado)$")
_ACCORDING = re.compile(
    r"(?:\b(?:[Aa]ccording\sto|[Ii]n\sthe\swords\sof|[Ss]elon|[Ss]egún|[Ee]n\spalabras\sde|[Ee]n\sopinión\sde|"
    r"[Aa]\sjuicio\sde|[Dd]e\sacuerdo\s(?:con|a)|[Aa]ux\syeux\sde|[Aa]\sdecir\sde)"
    r"|\b[Dd]['’]après|^(?:[\wé]+,\s)?(?:[Pp]our|[Pp]ara|For)\b)\s?"
    rf"(?:(?P<role>{GAP}{{0,110}}?){P}|{PRONOUN}\b|(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,3}})|{THE})"
    rf"[^.!?;{MARKS}]{{0,140}}$"
)
_LIKE = re.compile(
    rf"\b(?:[Aa]s|[Cc]omme|[Cc]omo|[Aa]sí|[Aa]insi|[Tt]al\scomo)\s(?P<between>{GAP}{{0,110}}?){P}"
    rf"(?P<rest>[^.!?;{MARKS}]{{0,120}})$"
)
# "Et d'ajouter : « … »", "Avant de conclure : « … »"
_AND_TO_SAY = re.compile(r"^(?:Et|Avant)\s(?:de\s|d['’])[a-zà-ÿ]+(?:er|ir|re)\b")
# "Explicó que las mujeres cobran “la mitad”": Spanish needs no pronoun.
_SPANISH_OPENING = re.compile(
    r"^(?:(?:También|Además|Asimismo|Luego|Igualmente|Por\s(?:otra|su)\s(?:parte|lado)|Finalmente|Al\srespecto|"
    r"En\sese\ssentido|Y),?\s)?(?P<verb>\w+)"
)
_OPENS_WITH_PRONOUN = re.compile(
    rf"^(?:{GAP}{{0,40}},\s)?(?P<pronoun>[Ss]he|[Hh]e|[Ee]lle|Il|[Ee]lla|[Éé]l)\s"
)
_NAME_ONLY = re.compile(
    rf"^(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,3}})(?:,{GAP}{{2,120}}|\s\({GAP}{{2,60}}\))?\s?:\s?$"
)
# "Les infirmières P et P s'accordent : «", "P y P, al unísono: “"
_TWO_LEAD = re.compile(rf"^(?:{GAP}{{0,60}}\s)?{P}\s(?:and|et|y|e)\s{P2}(?:,?\s{GAP}{{2,50}})?:\s?$")
_PRONOUN_LEADS = re.compile(rf"(?<![\w'’-]){PRONOUN}\b[^,;:]{{0,60}}:\s?$", re.IGNORECASE)

_NOUN_OF_SAYING = re.compile(
    r"\b(?:foreword|preface|afterword|editorial|diary|testimony|speech|letter|préface|avant-propos|postface|éditorial|témoignage|"
    r"discours|allocution|lettre|prólogo|prefacio|epílogo|discurso|carta|diario|testimonio|message|answer|reply|advice|conclusion|verdict|words|plea|request|wish|warning|promise|réponse|conseil|mots|appel|"
    r"souhait|avertissement|promesse|mensaje|respuesta|consejo|conclusión|palabras|llamado|deseo|advertencia|promesa)\b",
    re.IGNORECASE,
)
# What somebody leaves in words of their own: "Su discurso más breve fue este:", "Sa devise:"
_OWN_WORDS = re.compile(
    r"\b(?:Her|His|her|his|Son|Sa|son|sa|Su|su)\s(?:(?!husband|father|mother|sister|brother|boss)[\w’'-]+\s){0,3}?(?:speech|sentence|letter|motto|mantra|saying|"
    r"question|rule|note|creed|testimony|argument|point|line|phrase|discours|devise|lettre|mantra|question|règle|argument|"
    r"témoignage|formule|discurso|carta|frase|lema|pregunta|regla|testimonio|argumento|mantra|nota)\b"
)
_OWNER = re.compile(r"\b(?:her|his|son|sa|su|sus|ses)\b", re.IGNORECASE)
_OWNERS = {"her": "she", "his": "he"}

_Found = tuple[tuple[Person, ...], Grade, bool]


def speaker_before(scene: Scene, index: int, start: int, memory: Memory) -> Attribution | None:
    """The attribution in the sentence that leads to the opening mark at `start`; None without one."""
    lead = stretch_of(scene, memory, index, sentence_start(scene.blanked(index), start), start)
    if not _WORDS.search(lead.plain):
        return None
    has_colon = bool(_COLON.search(lead.plain))
    found = (
        _by_according(lead)
        or _by_verb(lead, has_colon=has_colon)
        or _by_likeness(lead)
        or (_by_colon(lead) if has_colon else None)
        or _by_subject(lead)
    )
    if found is None:
        return None
    persons, grade, is_inferred = found
    has_verb = bool(_VERB.search(lead.marked))
    return Attribution(persons, lead.start, start, grade, is_inferred, has_verb)


def _by_according(lead: Stretch) -> _Found | None:
    match = _ACCORDING.search(lead.marked)
    if match is None:
        return None
    if match["person"]:
        is_own = not is_object(match["role"]) or not match["role"].strip()
        return (lead.person(match),) if is_own else (), Grade.LED, False
    if match["pronoun"]:
        return lead.memory.by_pronoun(match["pronoun"]), Grade.LED, True
    if match["name"]:
        return (lead.scene.stranger(match["name"]),) if is_name(match["name"]) else (), Grade.LED, False
    return lead.memory.by_phrase(lead.words(match, "phrase")), Grade.LED, True


def _by_likeness(lead: Stretch) -> _Found | None:
    """ "Comme le dit P, tisserande, “", "As P put it, “"."""
    match = _LIKE.search(lead.marked)
    if match is None or not _VERB.search(match["between"] + match["rest"]):
        return None
    return (lead.person(match),), Grade.LED, False


def _by_verb(lead: Stretch, *, has_colon: bool) -> _Found | None:
    """The subject of the last verb of saying that leads to the marks; nobody where they are the words of a law."""
    if is_in_words_of_law(lead.plain):
        return (), Grade.LED, False
    verbs = [match for match in _VERB.finditer(lead.marked) if _leads(lead, match, has_colon=has_colon)]
    for verb in reversed(verbs):
        subject = subject_of(lead, verb)
        if subject is not None:
            is_term = bool(_AFTER_PREPOSITION.search(lead.plain[verb.end() :]))
            is_term = is_term and not has_colon and not _CALLING.match(lead.words(verb))
            return subject[0], Grade.SUBJECT if is_term else Grade.LED, subject[1]
    opening = _SPANISH_OPENING.match(lead.plain)
    if (opening and is_spanish(opening["verb"])) or _AND_TO_SAY.match(lead.plain):
        return lead.memory.by_pronoun(""), Grade.LED, True
    return ((), Grade.LED, False) if verbs and not lead.scene.named_in(lead.plain) else None


def _leads(lead: Stretch, verb: re.Match[str], *, has_colon: bool) -> bool:
    """Whether the verb is near enough to the marks, with no other quotation between, and no noun."""
    rest = lead.plain[verb.end() :]
    if has_colon:
        return True
    if len(rest) > _NEAR or _MARKED.search(rest):
        return False
    return not _NOUN.search(lead.plain[: verb.start()]) or bool(_VERBAL.search(lead.words(verb)))


def _by_colon(lead: Stretch) -> _Found | None:
    """ "Marta Keller, inspectrice du travail : «", "And then she: “"."""
    named = [person for at, person in lead.scene.named_in(lead.plain) if not is_object(lead.plain[:at])]
    two = _TWO_LEAD.search(lead.plain) if len(named) == 1 else None
    if two:
        return (lead.person(two), lead.person(two, "second")), Grade.LED, False
    if named:
        return (named[-1],), Grade.LED, False
    alone = _NAME_ONLY.match(lead.plain)
    if alone and is_name(alone["name"]):
        return (lead.scene.stranger(alone["name"]),), Grade.LED, False
    pronoun = _PRONOUN_LEADS.search(lead.plain)
    if pronoun:
        return lead.memory.by_pronoun(pronoun["pronoun"]), Grade.LED, True
    return _by_noun(lead)


def _by_noun(lead: Stretch) -> _Found | None:
    """ "Le message de P est clair : «", "Her advice: “": whose words they are."""
    if not _NOUN_OF_SAYING.search(lead.plain) and not _OWN_WORDS.search(lead.plain):
        return None
    named = lead.scene.named_in(lead.plain)
    if named:
        return (named[-1][1],), Grade.LED, False
    owner = _OWNER.search(lead.plain)
    return lead.memory.by_pronoun(_OWNERS.get(owner[0].lower(), "")) if owner else (), Grade.LED, True


def _by_subject(lead: Stretch) -> _Found | None:
    """Whoever is the subject of the sentence, whatever the verb."""
    named = lead.scene.named_in(lead.plain)
    if named and not is_object(lead.plain[: named[0][0]]) and len(lead.plain) - named[0][0] < 220:
        return (named[0][1],), Grade.SUBJECT, False
    pronoun = _OPENS_WITH_PRONOUN.match(lead.plain)
    if pronoun and not named:
        return lead.memory.by_pronoun(pronoun["pronoun"]), Grade.SUBJECT, True
    return None
