"""The words by which a sentence speaks of an agreement, in English, French and Spanish."""

from __future__ import annotations

import re

MEMORANDUM = re.compile(
    r"\b(?:[Mm]emorand(?:um|a)\sof\s(?:[Uu]nderstanding|[Cc]o-?operation|[Aa]greement)|MoUs?|MOUs?|"
    r"[Mm]émorandums?\sd['’](?:[Ee]ntente|[Aa]ccord)|[Pp]rotocoles?\sd['’](?:accord|entente)|"
    r"[Mm]emor[aá]nd(?:o|um)s?\sde\s(?:[Ee]ntendimiento|[Aa]cuerdo|[Cc]ooperación))\b"
)
# One of these stands in each, and so on for the others.
IN_MEMORANDUM = ("emorand", "MoU", "MOU", "émorand", "rotocole", "emoránd")
# A cooperation agreement, a protocol, an accord, whatever its adjectives.
# Nothing is tried where a word ends.
PARTNERSHIP = re.compile(
    r"\b(?=\w)(?:(?:[Cc]o-?operation|[Pp]artnership|[Cc]ollaboration|[Ff]ramework)\s(?:[Aa]greement|[Pp]rotocol|[Aa]ccord)|"
    r"(?:[Bb]ilateral\s(?:[Ll]abou?r\s)?|[Ll]abou?r\s|[Ll]abou?r\smigration\s|[Ss]trategic\s)[Aa]greement|[Ss]trategic\s[Pp]artnership|"
    r"[Aa]greement\s(?:to\sstrengthen|on|for)\s(?:their\s)?(?:[Cc]o-?operation|[Pp]artnership)|[Pp]rotocol\s(?:of|on)\s[Cc]o-?operation|"
    r"[Cc]o-?operation\s[Pp]rogramme|[Ll]etter\sof\s[Aa]greement|"
    r"[Aa]ccords?(?:-|\s)(?:de\s)?(?:coopération|partenariat|cadre|collaboration|main-d['’]œuvre)|[Aa]ccords?\sbilatéra(?:l|ux)|"
    r"[Pp]rotocole\sde\s(?:coopération|partenariat|collaboration)|[Cc]onvention(?:-cadre)?\sde\s(?:partenariat|coopération|collaboration)|"
    r"[Cc]onvention-cadre(?!\s(?:des\sNations|de\sl['’](?:OMS|ONU)|sur|pour))|[Cc]onvenio\s(?:[Mm]arco|[Ee]specífico)(?!\s(?:de\slas\sNaciones|sobre|para))|"
    r"[Aa]cuerdos?\s(?:marco\s)?de\s(?:cooperación|colaboración|asociación)|[Aa]cuerdos?\smarco|[Aa]cuerdos?\s(?:bilateral(?:es)?|laboral(?:es)?)|"
    r"[Cc]onvenio\s(?:marco\s)?(?:interinstitucional\s)?de\s(?:cooperación|colaboración)|[Pp]rotocolo\sde\scooperación)\b"
)
IN_PARTNERSHIP = (
    *(
        "greement",
        "rotocol",
        "ccord",
        "cuerdo",
        "operation",
        "trategic",
        "artenariat",
        "oopération",
        "ollaboration",
    ),
    *("-cadre", "arco", "specífico", "ooperación", "olaboración"),
)
# "signed an agreement with", "ont signé un accord": only beside the verb and between named bodies.
# "signed today", "ont signé vendredi 27 avril 2018 à Monastir", "firmaron el 6 de mayo en Lima"
_WHEN_AND_WHERE = (
    r"(?:(?:today|yesterday|here|aujourd['’]hui|hier|ici|hoy|ayer|aquí|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|"
    r"miércoles|jueves|viernes|sábado|domingo|(?:on\s|le\s|el\s)?\d{1,2}(?:er)?(?:\sde)?\s[A-Za-zà-ÿ]{3,10}(?:(?:\sde)?\s\d{4})?|"
    r"(?:in|à|en)\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?|(?:on|in)\s(?:[A-Z][a-z]+\s)?\d{1,4}),?\s){0,3}"
)
SIGNED_SOMETHING = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|conclude[ds]?|signé|signent|conclu|firm(?:ó|aron|an|a)|suscrib(?:ió|ieron|en))\s"
    rf"{_WHEN_AND_WHERE}(?:an?|the|un|une|el|la)\s(?:[\w-]+\s)?(?P<what>agreement|accord|protocol|pact|protocole|pacte|acuerdo|pacto|convenio(?!\ssobre)|protocolo)\b"
    r"(?!\s(?:núm|n[°º]|collecti|colectiv))"
    # "The accord with the Tea Growers' Union, signed on 17 July"
    r"|\b(?:[Tt]he\s|[Ee]l\s|[Ll]['’])(?P<this>agreement|accord|protocol|pact|acuerdo|convenio)\s(?:with|avec|con)\s[^.;]{3,90}?\s"
    r"(?:signed|signé|firmado)\b"
    # "through an agreement signed yesterday", "L'accord signé à Genève … entre"
    r"|\b(?:(?:an?|the|un|una|el)\s|l['’])(?P<one>agreement|accord|protocol|pact|protocole|pacte|acuerdo|pacto|convenio|protocolo)\s"
    r"(?:(?:that|which)\swas\s)?(?:signed|concluded|signé|conclu|firmado|suscrito)\b",
    re.IGNORECASE,
)
IN_SIGNED = ("sign", "conclu", "firm", "suscrib")
IN_SOMETHING = ("agreement", "accord", "protocol", "pact", "acuerdo", "convenio")
# "a memorandum with UNDP and another with UNICEF"
ANOTHER = re.compile(
    r"\b(?:another(?:\sone)?|a\ssecond(?:\sone)?|one|un\s(?:autre|second|deuxième)|une\s(?:autre|seconde|deuxième)|otro|un\ssegundo|uno)"
    r"(?=\s(?:with|avec|con)\s)"
)
SIGNED = re.compile(
    r"\b(?=\w)(?:sign(?:ed|ing|s|ature)?|entered\sinto|signé[es]*|signature|signent|signons|firm(?:ó|aron|ad[oa]|an|a|amos)|suscri\w+|inked|concluded?|"
    r"conclue?s?|renewed|renouvelé\w*|renov(?:ó|aron))\b",
    re.IGNORECASE,
)
_ALL = (
    r"(?i:both|all|(?:the\s)?(?:two|three|four|five|six)|(?:les\s)?(?:deux|trois|quatre|cinq|six)|"
    r"(?:los\s|las\s)?(?:dos|tres|cuatro|cinco|seis)|ambos|ambas|tous\sles|todos\slos)"
)
# "Both agreements were signed on 3 May", "Deux engagements ont été pris", "Ambos convenios se firmaron el 3 de mayo"
ALL_SIGNED = re.compile(
    rf"\b{_ALL}\s(?:[\w'’-]+\s){{0,2}}?(?:agreements|accords|memoranda|documents|texts|signatures|undertakings|engagements|textes|"
    r"mémorandums|acuerdos|convenios|documentos|memorandos|textos|compromisos)\b[^.;]{0,120}?"
    r"\b(?:signed|concluded|exchanged|signés?|conclus?|échangés?|pris|paraphés?|firm(?:aron|ad[oa]s)|suscri(?:bieron|t[oa]s)|se\sfirmaron)\b"
)
# "Three member States deposited their instruments on 11 June", "Trois pays ont déposé", "Tres países depositaron"
ALL_RATIFIED = re.compile(
    rf"\b{_ALL}\s(?:[\w'’-]+\s){{0,2}}?(?:countries|[Ss]tates|[Mm]embers|governments|instruments|ratifications|pays|[ÉE]tats|gouvernements|"
    r"países|[Ee]stados|gobiernos|instrumentos|ratificaciones)\b[^.;]{0,120}?"
    r"\b(?:deposited|handed|ratified|registered|déposé\w*|remis|ratifié\w*|enregistré\w*|deposit(?:aron|ad[oa]s)|entregaron|ratificaron|registr\w+)\b"
)
PLANNED = re.compile(
    r"\b(?:will|shall|to\sbe|plans?\sto|expected\sto|intends?\sto|hopes?\sto|wants?\sto|wish(?:es)?\sto|"
    r"agreed\sto|va|vont|signera|signeront|firmará|firmarán|prévo\w+|prevé\w*|espèrent?|souhaitent?|veulent|veut|comptent?|esperan?|"
    r"quieren?|planean?|desean?|piensan?)"
    r"\s(?:\w+\s)?(?:sign|firmar|signer|de\ssigner|be\ssigned|conclude|conclure|suscribir)|\b(?:signera|signeront|firmará|firmarán)\b"
    # "has been discussing a memorandum of", "négocient un accord de", "siguen negociando un convenio de"
    r"|\b(?:discuss(?:ing|es)?|negotiat(?:e|es|ing)|drafting|considering|working\son|discut(?:e|ent)\s(?:de\s)?|négoci(?:e|ent)|étudi(?:e|ent)|"
    r"prépar(?:e|ent)|negocian?|negociando|estudian?|estudiando|preparan?|preparando|conversan?\ssobre|conversando\ssobre|discuten?)"
    r"\s(?:an?|the|une?|le|la|el)\s(?:\w+\s)?(?=(?i:m[eé]mor|agreement|accord|acuerdo|convenio|convention|partnership|co-?operation|mou))"
)
# "a cooperation agreement will be signed next year", "un accord qui sera signé", "el convenio se firmará"
TO_BE_SIGNED = re.compile(
    r"\s(?:[^.;]{0,60}?\s)?(?:(?:will|shall|should|could|may|must|is\sto|are\sto|is\sdue\sto|is\sexpected\sto)\s(?:\w+\s)?be\s"
    r"(?:signed|concluded|finali[sz]ed|negotiated)|(?:sera|seront|serait|(?:doit|doivent|devrait|devraient)\sêtre)\s(?:signée?s?|conclue?s?)|"
    r"(?:se\sfirmarán?|será[n]?\s(?:firmad|suscrit)[oa]s?|se\ssuscribirán?))\b"
)
PROGRAMME = re.compile(
    r"\b(?:[Jj]oint\s(?:[Pp]rogramme|[Pp]rogram|[Pp]roject)|(?:[Pp]rogramme|[Pp]rojet)\s(?:[Cc]onjoint|[Cc]ommun)|"
    r"(?:[Pp]rograma|[Pp]royecto)\s[Cc]onjunto)\b"
)
IN_PROGRAMME = ("oint", "onjunto", "ommun")
# "a joint ILO-UNICEF programme": the bodies stand inside the words.
SPLIT_PROGRAMME = re.compile(r"\b[Jj]oint\s(?P<bodies>[^.;,]{3,80}?)\s(?:programme|program|project)\b")
# "run by the ILO and the Union of Chambers", "mis en œuvre par l'OIT et ONU Femmes"
RUN_BY = re.compile(
    r"\b(?i:run|implemented|carried\sout|managed|delivered|executed|led|mise?\sen\s(?:œuvre|oeuvre)|menée?|dirigée?|exécutée?|"
    r"ejecutad[oa]|implementad[oa]|llevad[oa]\sa\scabo|gestionad[oa])\s(?:jointly\s|together\s|conjointement\s|conjuntamente\s)?(?:by|par|por)\s(?:the\s|l['’]|la\s|el\s)?$"
)
IN_RUN_BY = ("by", "par", "por")
# "UN Women and UNICEF launched a joint programme", "mettent en œuvre un nouveau projet commun", "ponen en marcha un"
RUNS = re.compile(
    r"\s(?:(?:will|shall|have|are|now|today|jointly|together|also|vont|ont|a|aujourd['’]hui|ensemble|conjointement|han|van\sa|está[ns]?|"
    r"hoy|conjuntamente|juntas?|juntos)\s){0,3}"
    r"(?:run(?:s|ning)?|launch(?:es|ed|ing)?|implement(?:s|ed|ing)?|carr(?:y|ies|ied|ying)\sout|start(?:s|ed|ing)?|set\sup|"
    r"deliver(?:s|ed|ing)?|manag(?:es?|ed|ing)|began|begin|l(?:ea)?d|"
    r"lan(?:cent|cé|ceront|çaient|cer)|m(?:ett(?:ent|ront|re)|is)\sen\s(?:œuvre|oeuvre|place)|mèn(?:ent|eront)|men(?:é|er)|"
    r"exécut(?:ent|eront|é|er)|gèrent|gérer|dirigent|démarr(?:ent|é|er)|condui(?:sent|re)|"
    r"pon(?:en|drán|er)\sen\smarcha|pusieron\sen\smarcha|puesto\sen\smarcha|ejecut(?:an|arán|aron|ado|ar)|implement(?:an|arán|aron|ado|ar)|"
    r"lanz(?:an|arán|aron|ado|ar)|llev(?:an|arán|aron|ado|ar)\sa\scabo|desarroll(?:an|arán|aron|ado|ar)|inici(?:an|arán|aron|ado|ar)|"
    r"gestionan|dirigen)\s(?:an?|the|their|its|une?|le|leur|el|su)\s(?:[\w-]+\s){0,2}$"
)
UNDERTAKING = re.compile(
    r"\b(?:programmes?|programs?|projects?|initiatives?|projets?|programas?|proyectos?|iniciativas?)\b",
    re.IGNORECASE,
)
# "The programme ran in Nepal. It was carried out by …", "Le projet … Il est mené par", "El proyecto … Fue ejecutado por"
UNDERTAKING_AGAIN = re.compile(
    r"(?:It|They|Il|Elle|Ils|Elles|Celui-ci|Celle-ci|Éste|Este|Ésta|Esta|Lo|La)\s|(?:Fue|Es|Está|Será|Son|Fueron)\s"
)
CHARTER = re.compile(
    r"^(?P<group>[A-ZÀ-Þ][^,.;:]{2,60}?)\s(?:signed|sign|signs|have\ssigned|ont\ssigné|firmaron)\s(?:a|an|the|their|une?|la|un|una)\s(?:\w+\s){0,2}?"
    r"(?P<what>charter|pact|collective\sagreement|agreement|charte|pacte|accord|convention\scollective|carta|pacto|acuerdo|convenio)\s(?:with|avec|con)\s(?:the\s|la\s|le\s|el\s|l['’])?$"
)
# "the Forum and the Union signed a charter", "ont signé une charte", "firmaron una carta de compromiso"
CHARTER_SIGNED = re.compile(
    r"\s(?:(?:have|today|both|also|ont|han|hoy|aujourd['’]hui)\s){0,2}(?:sign(?:ed)?|adopted|signé|signent|adopté|firman|firmaron|firmado|"
    r"suscribieron|suscrito)\s(?:a|an|the|their|une|la|leur|un|una|su)\s(?:[\w-]+\s){0,2}?"
    r"(?P<what>charter|code\sof\s(?:conduct|practice)|charte|code\sde\s(?:conduite|bonne\sconduite)|código\sde\s(?:conducta|ética)|"
    r"carta(?:\sde\s\w+)?)\b(?!\s(?:with|avec|con)\b)"
)
# One of these stands beside each charter.
IN_CHARTER = ("sign", "firma", "suscri", "adopt")
# "The code was signed by the Forum and the Union", "La charte a été signée par"
SIGNED_BY = re.compile(
    r"\b(?P<what>[Cc]harter|[Cc]ode(?:\sof\s[Cc]onduct)?|[Cc]harte|[Cc]ode\sde\sconduite|[Cc]ódigo(?:\sde\sconducta)?|[Cc]arta\sde\s\w+)"
    r"\s(?:[^.;,]{0,40}?\s)?(?:(?:was|is|has\sbeen|a\sété|est|fue|ha\ssido)\s)?(?:signed|signée?|firmad[oa]|suscrit[oa])\s"
    r"(?:[^.;]{0,40}?\s)?(?:by|par|por)\s(?:the\s|les?\s|la\s|l['’]|el\s)?$"
)
TITLE = re.compile(r"^[\s,:]{1,3}[“\"«]\s?(?P<title>[^”\"»]{5,200}?)\s?[”\"»]")
# One of these stands in every sentence that tells of an agreement. "Convention" alone is none of them: most that are
# named are instruments.
_WORTH = (
    *(
        "ign",
        "irm",
        "uscri",
        "nclu",
        "dopt",
        "atif",
        "arty to",
        "arties to",
        "artie à",
        "arte en",
        "arte del",
    ),
    *(
        "greement",
        "ccord",
        "cuerdo",
        "morand",
        "MoU",
        "MOU",
        "rotoc",
        "harte",
        "carta",
        "código",
        "ode of",
        "ode de",
    ),
    *("pact", "acto", "artn", "artenariat", "amework", "-cadre", "marco", "Marco", "specífico", "trategic"),
    *("ooperation", "oopération", "ooperación", "ollabor", "olabor", "oint", "ommun", "onjunto"),
    # Who runs an undertaking: "carried out by", "mis en œuvre par", "llevado a cabo por"
    *(
        "run ",
        "mplement",
        "rried out",
        "anaged",
        "elivered",
        "xecuted",
        " led ",
        "en œuvre",
        "en oeuvre",
        "ené",
    ),
    *("irigé", "xécuté", "jecutad", "cabo", "estionad", "Run ", "Led "),
)


def something_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the noun stands in a match of `SIGNED_SOMETHING`."""
    return match.span(match.lastgroup or 0)


def telling_words(text: str) -> list[str]:
    """Which of them stand in a text: a sentence of it without any of them tells of no agreement."""
    return [word for word in _WORTH if word in text]
