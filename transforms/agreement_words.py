"""The words by which a sentence speaks of an agreement, in English, French and Spanish."""

from __future__ import annotations

import re

MEMORANDUM = re.compile(
    r"\b(?:[Mm]emorand(?:um|a)\sof\s(?:[Uu]nderstanding|[Cc]o-?operation|[Aa]greement)|MoUs?|MOUs?|"
    r"[Mm]émorandums?\sd['’](?:[Ee]ntente|[Aa]ccord)|[Pp]rotocoles?\sd['’](?:accord|entente)|"
    r"[Mm]emor[aá]nd(?:o|um)s?\sde\s(?:[Ee]ntendimiento|[Aa]cuerdo|[Cc]ooperación))\b"
)
# A cooperation agreement, a protocol, an accord, whatever its adjectives.
PARTNERSHIP = re.compile(
    r"\b(?:(?:[Cc]o-?operation|[Pp]artnership|[Cc]ollaboration|[Ff]ramework)\s(?:[Aa]greement|[Pp]rotocol|[Aa]ccord)|"
    r"(?:[Bb]ilateral\s(?:[Ll]abou?r\s)?|[Ll]abou?r\s|[Ll]abou?r\smigration\s|[Ss]trategic\s)[Aa]greement|[Ss]trategic\s[Pp]artnership|"
    r"[Aa]greement\s(?:to\sstrengthen|on|for)\s(?:their\s)?(?:[Cc]o-?operation|[Pp]artnership)|[Pp]rotocol\s(?:of|on)\s[Cc]o-?operation|"
    r"[Cc]o-?operation\s[Pp]rogramme|[Ll]etter\sof\s[Aa]greement|"
    r"[Aa]ccords?(?:-|\s)(?:de\s)?(?:coopération|partenariat|cadre|collaboration|main-d['’]œuvre)|[Aa]ccords?\sbilatéra(?:l|ux)|"
    r"[Pp]rotocole\sde\s(?:coopération|partenariat|collaboration)|[Cc]onvention(?:-cadre)?\sde\s(?:partenariat|coopération|collaboration)|"
    r"[Aa]cuerdos?\s(?:marco\s)?de\s(?:cooperación|colaboración|asociación)|[Aa]cuerdos?\s(?:bilateral(?:es)?|laboral(?:es)?)|"
    r"[Cc]onvenio\s(?:marco\s)?(?:interinstitucional\s)?de\s(?:cooperación|colaboración)|[Pp]rotocolo\sde\scooperación)\b"
)
# "signed an agreement with", "ont signé un accord": only beside the verb and between named bodies.
SIGNED_SOMETHING = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|conclude[ds]?|signé|signent|conclu|firm(?:ó|aron|an|a)|suscrib(?:ió|ieron|en))\s(?:today\s|hoy\s)?"
    r"(?:an?|the|un|une|el|la)\s(?:[\w-]+\s)?(?P<what>agreement|accord|protocol|pact|protocole|pacte|acuerdo|pacto|convenio|protocolo)\b"
    r"(?!\s(?:núm|n[°º]|sobre|collecti|colectiv))"
    # "The accord with the Tea Growers' Union, signed on 17 July"
    r"|\b(?:[Tt]he\s|[Ee]l\s|[Ll]['’])(?P<this>agreement|accord|protocol|pact|acuerdo|convenio)\s(?:with|avec|con)\s[^.;]{3,90}?\s"
    r"(?:signed|signé|firmado)\b"
)
SIGNED = re.compile(
    r"\b(?:sign(?:ed|ing|s|ature)?|signé[es]*|signature|signent|signons|firm(?:ó|aron|ad[oa]|an|a|amos)|suscri\w+|inked|concluded?|"
    r"conclue?s?|renewed|renouvelé\w*|renov(?:ó|aron))\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:will|shall|to\sbe|plans?\sto|expected\sto|intends?\sto|hopes?\sto|va|vont|signera|signeront|firmará|firmarán|prévo\w+|prevé\w*)"
    r"\s(?:\w+\s)?(?:sign|firmar|signer|de\ssigner|be\ssigned|conclude)|\b(?:signera|signeront|firmará|firmarán)\b"
)
PROGRAMME = re.compile(
    r"\b(?:[Jj]oint\s(?:[Pp]rogramme|[Pp]rogram|[Pp]roject)|(?:[Pp]rogramme|[Pp]rojet)\s(?:[Cc]onjoint|[Cc]ommun)|"
    r"(?:[Pp]rograma|[Pp]royecto)\s[Cc]onjunto)\b"
)
# "a joint ILO-UNICEF programme": the bodies stand inside the words.
SPLIT_PROGRAMME = re.compile(r"\b[Jj]oint\s(?P<bodies>[^.;,]{3,80}?)\s(?:programme|program|project)\b")
# "run by the ILO and the Union of Chambers", "mis en œuvre par l'OIT et ONU Femmes"
RUN_BY = re.compile(
    r"\b(?:run|implemented|carried\sout|managed|delivered|executed|led|mise?\sen\s(?:œuvre|oeuvre)|menée?|dirigée?|exécutée?|"
    r"ejecutad[oa]|implementad[oa]|llevad[oa]\sa\scabo|gestionad[oa])\s(?:jointly\s|together\s|conjointement\s|conjuntamente\s)?(?:by|par|por)\s(?:the\s|l['’]|la\s|el\s)?$"
)
UNDERTAKING = re.compile(
    r"\b(?:programmes?|programs?|projects?|initiatives?|projets?|programas?|proyectos?|iniciativas?)\b",
    re.IGNORECASE,
)
CHARTER = re.compile(
    r"^(?P<group>[A-ZÀ-Þ][^,.;:]{2,60}?)\s(?:signed|sign|signs|have\ssigned|ont\ssigné|firmaron)\s(?:a|an|the|their|une?|la|un|una)\s(?:\w+\s){0,2}?"
    r"(?P<what>charter|pact|collective\sagreement|agreement|charte|pacte|accord|convention\scollective|carta|pacto|acuerdo|convenio)\s(?:with|avec|con)\s(?:the\s|la\s|le\s|el\s|l['’])?$"
)
TITLE = re.compile(r"^[\s,:]{1,3}[“\"«]\s?(?P<title>[^”\"»]{5,200}?)\s?[”\"»]")
# One of these stands in every sentence that tells of an agreement.
_WORTH = (
    *(
        "ign",
        " by ",
        " par ",
        " por ",
        "oint",
        "ommun",
        "onven",
        "atif",
        "firm",
        "ccord",
        "greement",
        "morand",
    ),
    *("MoU", "MOU", "rotoc", "onjunto", "ooperation", "ollabor", "cuerdo", "uscri", "harte", "pact", "acto"),
    *("carta", "artn", "amework", "nstrument"),
)


def is_worth(text: str) -> bool:
    """A quick look before the dear patterns."""
    return any(word in text for word in _WORTH)
