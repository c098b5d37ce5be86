"""The document type, in the order of the labelling guide: type word, title or slug, section, source.

1 a type word in the header line; 2 a type word that opens the title or the slug; 3 the section of the
address; 4 the source's own patterns; 5 what the reader knows of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from extractors.model import DocumentType as T
from extractors.read.dates import fold

Typed = tuple[T, str | None]

# Type words as the sites print them, accents folded, in three languages.
WORDS: dict[T, str] = {
    T.PRESS_RELEASE: "press release|press releases|media advisory|media advisories|press briefing|communique de presse|"
    "communiques de presse|note aux journalistes|note d'information aux medias|avis aux medias|comunicado de prensa|"
    "comunicados de prensa|aviso a los medios|nota de prensa|aviso para los medios",
    T.NEWS: "news|news item|news story|news brief|ilo news|actualite|actualites|nouvelle|nouvelles|noticia|noticias|announcement|"
    "annonce|anuncio|nota informativa",
    T.FEATURE_STORY: "feature story|feature stories|reportage|reportaje|historia destacada|from where i stand|in the words of|"
    "desde mi perspectiva|compilation|photo story",
    T.ARTICLE: "article|articles|articulo|articulos|feature|features|comment|comments|analysis|analyse|analisis|blog|blog post|"
    "insight|take five|in focus|world of work magazine",
    T.INTERVIEW: "interview|interviews|entretien|entrevista|expert's take|q&a with",
    T.OP_ED: "op-ed|oped|opinion|op ed|editorial|tribune|opinion piece|ed op-ed",
    T.EXPLAINER: "explainer|explainers|faq|faqs|questions and answers|questions & answers|frequently asked questions|q&a|q&as|"
    "preguntas frecuentes|articulo explicativo|facts and figures|fact box|questions-reponses|preguntas y respuestas",
    T.STATEMENT: "statement|statements|declaration|declarations|declaracion|declaraciones|message|joint statement",
    T.SPEECH: "speech|speeches|address|remarks|discours|discurso|discursos|allocution|alocucion|opening remarks|closing remarks|"
    "lecture",
    T.PUBLICATION: "publication|publications|publicacion|publicaciones|flagship report|major publication",
    T.EVENT: "event|events|evenement|evento|eventos|seminar|seminaire|seminario|workshop|atelier|taller|conference|conferencia|"
    "meeting|reunion|webinar|webinaire|symposium|colloque|simposio|forum|foro|side event|lunch talk|training course|"
    "launch event|round table|table ronde|mesa redonda|colloquium|panel discussion|high-level dialogue|campaign|consultation|"
    "technical meeting|meeting of experts|expert meeting|dialogue|debate|course",
    T.PROGRAMME: "project|projet|proyecto|programme|program|programa|technical cooperation project|development cooperation project",
    T.TOPIC_PAGE: "topic|theme|tema|topic portal",
    T.ORGANISATION_PAGE: "office|country office|department|about us|about the ilo",
    T.CONFERENCE_RECORD: "record of proceedings|provisional record|compte rendu|compte rendu provisoire|actas|actas provisionales|"
    "conference record|conference paper|governing body document|meeting document",
    T.VIDEO: "video|videos|news video|video feature",
    T.OTHER: "audio|podcast|photo|photo gallery|photo album|slideshow|infographic|infographie|infografia|infostory|infostories|"
    "other|campaign material|factsheet",
}
PUBLICATION_WORDS: dict[str, str] = {
    "report": "report|rapport|informe|annual report|flagship report|rapport annuel|evaluation report|country report|reports|"
    "global report|synthesis report|technical report|conference report",
    "brief": "brief|briefs|policy brief|note d'orientation|resumen de politicas|research brief|technical brief|issue brief|"
    "fact sheet|fact sheets|briefing note|note|nota tecnica|notes|synthese",
    "working_paper": "working paper|working papers|document de travail|documento de trabajo|discussion paper|research paper|"
    "working document|occasional paper|policy paper|issue paper|ilo working paper|research papers",
    "manual": "manual|manuals/guides|guide|guides|handbook|toolkit|manuel|guia|instructional material|training material|tool|tools|"
    "resource guide|resource kit|boite a outils|training manual|resource kits|guidelines|caja de herramientas",
    "book": "book|books|livre|libro|monograph|e-book",
    "study": "study|etude|estudio|case study|case studies|research|assessments|assessment",
    "brochure": "brochure|brochures|folleto|leaflet|flyer|depliant",
    "periodical": "newsletter|magazine|journal|periodical|bulletin|newsletters/magazines|boletin|revista|magazines or journals",
}
# The section of an address, most specific first.
SECTIONS: tuple[tuple[str, T, str | None], ...] = (
    (r"/(?:resource|ressource)s?/(?:press-release|communique|comunicado)", T.PRESS_RELEASE, None),
    (r"/resource/(?:news|actualites?|noticias?)(?:/|$)", T.NEWS, None),
    (r"/resource/(?:article|articulo|blog)s?(?:/|$)", T.ARTICLE, None),
    (r"/resource/(?:statement|declaration|declaracion)s?(?:/|$)", T.STATEMENT, None),
    (r"/resource/(?:speech|discours|discurso)s?(?:/|$)", T.SPEECH, None),
    (r"/resource/(?:interview|entretien|entrevista)s?(?:/|$)", T.INTERVIEW, None),
    (r"/resource/(?:op-ed|opinion)", T.OP_ED, None),
    (r"/resource/(?:videos?)(?:/|$)", T.VIDEO, None),
    (r"/resource/(?:qa|faqs?|explainers?|questions)", T.EXPLAINER, None),
    (r"/resource/(?:policy-brief|brief|fact-sheet)s?(?:/|$)", T.PUBLICATION, "brief"),
    (r"/resource/(?:report|working-paper|guide|manual|tool|training-material)s?(?:/|$)", T.PUBLICATION, None),
    (r"/resource/(?:record-proceedings|conference-paper|ilc|gb|governing-body)", T.CONFERENCE_RECORD, None),
    (r"/resource/(?:event|meeting)s?(?:/|$)", T.EVENT, None),
    (r"/statements?-and-speeches|/declaraciones-y-discursos|/statements(?:/|$)", T.STATEMENT, None),
    (r"/(?:press-releases?|comunicados?-de-prensa|communiques?-de-presse|comunicado-de-prensa|press-and-media-cent(?:re|er))(?:/|$)", T.PRESS_RELEASE, None),
    (r"/(?:feature-story|feature-stories|reportaje|reportage)s?(?:/|$)", T.FEATURE_STORY, None),
    (r"/(?:speech|speeches|discurso|discours)(?:/|$)", T.SPEECH, None),
    (r"/(?:statement|declaracion|declaration)(?:/|$)", T.STATEMENT, None),
    (r"/(?:interview|entrevista|entretien)(?:/|$)", T.INTERVIEW, None),
    (r"/(?:op-ed|opinion)(?:/|$)", T.OP_ED, None),
    (r"/(?:explainer|faqs|articulo-explicativo|preguntas-frecuentes|facts-and-figures)(?:/|$)", T.EXPLAINER, None),
    (r"/(?:media-advisory|press-briefing)(?:/|$)", T.PRESS_RELEASE, None),
    (r"/multimedia/video|/videos?(?:/|$)", T.VIDEO, None),
    (r"/multimedia/", T.OTHER, None),
    (r"/world-of-work-magazine/|/newsroom/features|/features(?:/|$)|/newsroom/comment-analysis|/comment-analysis", T.ARTICLE, None),
    (r"/ilcsessions?/|/gbsessions?/|/standards/relm/(?:ilc|gb)/|/docs/gb\d", T.CONFERENCE_RECORD, None),
    (r"/meetings-and-events(?:/|$)|/reuniones-y-eventos|/reunions-et-evenements|/events?(?:/|$)|/eventos?(?:/|$)|/evenements?(?:/|$)|/calendar/", T.EVENT, None),
    (r"/digital-library/publications|/publications?(?:/|$)|/publicaciones(?:/|$)|/pubs(?:/|$)|/publns(?:/|$)", T.PUBLICATION, None),
    (r"/newsroom/news|/(?:news|noticias|actualites|salle-de-presse|sala-de-prensa)(?:/|$)|/whatsnew/|/media-centre/news", T.NEWS, None),
    (r"/bureau/inf/pr/", T.PRESS_RELEASE, None),
    (r"/projects?(?:/|$)|/projects-and-partnerships/|/proyectos?(?:/|$)|/projets?(?:/|$)|/technical-cooperation/", T.PROGRAMME, None),
    (r"/topics-and-sectors/|/topics/|/temas-y-sectores/|/themes-et-secteurs/|/global/topics", T.TOPIC_PAGE, None),
    (r"/about-ilo|/about-us|/aboutus|/regions-and-countries|/departments-and-offices|/regions/|/where-we-are/|/acerca-de|/a-propos", T.ORGANISATION_PAGE, None),
)  # fmt: skip
SECTION_RULES = tuple(
    (re.compile(pattern, re.I), kind, publication) for pattern, kind, publication in SECTIONS
)
# "Press release: ...", "[Press release]", "Speech by ..."; only words that cannot open an ordinary title.
OPENING = re.compile(
    r"^\[?(press releases?|media advisory|communique de presse|comunicado de prensa|op-ed|speech|statement|address|remarks|"
    r"opening remarks|closing remarks|opening statement|closing statement|joint statement|interview|discours|discurso|declaracion|"
    r"feature story|feature|explainer|allocution|take five|from where i stand)(?=\]|:| -|\s+(?:by|of|from|with|at|on|to|de|du|del|por|par|delivered)\b|$)"
)
OPENING_TYPES = {
    "take five": T.INTERVIEW, "feature": T.FEATURE_STORY, "opening statement": T.STATEMENT, "closing statement": T.STATEMENT,
}  # fmt: skip


def type_of_word(word: str | None) -> Typed | None:
    """Return the type that a type word means ("Media advisory", "Note aux journalistes"), else null."""
    if not word:
        return None
    return _words().get(fold(word).replace("\u2019", "'").strip(" :.[]|"))


def publication_type_of(word: str | None) -> str | None:
    """Return the kind of publication that a word means ("Working paper", "Guide"), else null."""
    typed = type_of_word(word)
    return typed[1] if typed else None


def type_of_title(title: str | None) -> Typed | None:
    """Return the type that a word opening the title (or a "[Press release]" line) means."""
    opening = OPENING.match(fold(title).strip()) if title else None
    if not opening:
        return None
    word = opening[1]
    return (OPENING_TYPES[word], None) if word in OPENING_TYPES else _words().get(word)


def type_of_slug(url: str) -> Typed | None:
    """Return the type that opens the last part of an address: `.../speech-by-...`, `.../op-ed-...`."""
    slug = unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1].lower()
    return next(((kind, None) for opening, kind in SLUGS if slug.startswith(opening)), None)


SLUGS = (
    ("press-release-", T.PRESS_RELEASE), ("media-advisory-", T.PRESS_RELEASE), ("feature-", T.FEATURE_STORY), ("op-ed-", T.OP_ED),
    ("statement-", T.STATEMENT), ("speech-", T.SPEECH), ("remarks-by-", T.SPEECH), ("take-five-", T.INTERVIEW),
    ("from-where-i-stand-", T.FEATURE_STORY), ("in-the-words-of-", T.FEATURE_STORY), ("compilation-", T.FEATURE_STORY),
    ("interview-with-", T.INTERVIEW), ("news-", T.NEWS), ("explainer-", T.EXPLAINER), ("opening-remarks-", T.SPEECH),
    ("closing-remarks-", T.SPEECH), ("joint-statement-", T.STATEMENT),
)  # fmt: skip


def type_of_section(url: str) -> Typed | None:
    """Return the type that the section of an address means."""
    path = unquote(urlsplit(url).path)
    for pattern, kind, publication in SECTION_RULES:
        if pattern.search(path):
            return kind, publication
    return None


@lru_cache(maxsize=1)
def _words() -> dict[str, Typed]:
    return dict(_entries())


def _entries() -> Iterator[tuple[str, Typed]]:
    for publication, words in PUBLICATION_WORDS.items():
        for word in words.split("|"):
            yield word, (T.PUBLICATION, publication)
    for kind, words in WORDS.items():
        for word in words.split("|"):
            yield word, (kind, None)
