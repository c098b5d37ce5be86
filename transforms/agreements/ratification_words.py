"""The words by which a sentence says that a state has ratified, in English, French and Spanish."""

from __future__ import annotations

import re

_ADVERBS = (
    r"(?:(?:also|just|now|today|recently|since|already|both|finally|formally|officially|thus|yesterday|"
    r"également|déjà|aussi|récemment|officiellement|enfin|hier|aujourd['’]hui|también|ya|hoy|recientemente|ayer|oficialmente)\s){0,2}"
)
_INSTRUMENTS = (
    r"(?:instruments?\sof\s(?:ratification|accession)|instruments?\sd['’eE]\s?(?:ratification|adhésion)|"
    r"instrumentos?\sde\s(?:ratificación|adhesión)|"
    # "l'instrument par lequel son pays ratifie la convention"
    r"instruments?\s(?:by|with)\swhich\s[^.;,]{0,40}?ratif(?:ies|ied)|instruments?\spar\slesquels?\s[^.;,]{0,40}?ratifi(?:e|ent|ait)|"
    r"instruments?\spar\slequel\s[^.;,]{0,40}?ratifi(?:e|ent|ait)|instrumentos?\s(?:por|con)\sel\s(?:que|cual)\s[^.;,]{0,40}?ratific(?:a|ó|an))"
)
_NTH = (
    r"(?:the|le|la|les|el|los|las)\s(?:[\w-]+\s){0,4}?(?:country|countries|States?|nation|member|pays|[ÉE]tats?|país(?:es)?|"
    r"Estados?|nación)\s(?:[\w'’-]+\s){0,6}?"
)
# "has deposited its instrument of ratification", "vient de ratifier", "became the first country to ratify"
DONE = re.compile(
    rf"(?<!\w)(?:(?:has|have|had|a|ont|avait|ha|han|había)\s)?{_ADVERBS}(?:"
    rf"(?:deposit(?:ed|s|ó|aron|a|an|ado)|hand(?:ed|s)(?:\sover)?|lodge[sd]|present(?:ed|s|ó|aron|a|an|ado)|submit(?:ted|s)|"
    rf"entreg(?:ó|aron|a|an|ado)|hizo\sentrega\sde|hicieron\sentrega\sde)\s(?:[^.;“”\"«»]{{0,70}}?\s)?(?:its|the|their|an|both|sus?|el|los)\s{_INSTRUMENTS}|"
    rf"(?:dépos(?:é|e|ent)|rem(?:is|et|ettent)|présent(?:é|e|ent))\s(?:[^.;“”\"«»]{{0,70}}?\s)?(?:son\s|sa\s|l['’]|leurs?\s|ses\s|les\s|un\s){_INSTRUMENTS}|"
    r"ratifi(?:ed|es)\b|ratifiée?s?\b|ratifie(?:nt)?\b|ratificó|ratificaron|ratificado|ratificaba|"
    r"(?:registered|recorded|records|registers|announced|announces|completed|deposited)\s(?:its|their|the)\sratification|"
    r"(?:enregistré|enregistre|annoncé|annonce|achevé|déposé)\s(?:sa|la|leur)\sratification|"
    r"(?:registró|registra|registraron|anunció|anuncia|completó|depositó)\s(?:su|la)\sratificación)"
    r"|vien(?:t|nent)\sde\sratifier|acaban?\sde\sratificar|ratifi(?:ca|can)\s(?:el|los|la)\b"
    rf"|(?:is|are|was|became|becomes?|has\sbecome|est\sdevenue?|devient|deviennent|se\s(?:ha\s)?convir\w+\sen|se\sconvierte\sen|es|fue)\s{_NTH}"
    r"(?:to\s(?:have\s)?ratif(?:y|ied)|à\s(?:avoir\s)?ratifi(?:er|é)|(?:en|que)\s(?:haber\s)?ratific\w+)"
    r"|(?:is|are|became|becomes?|has\sbecome|have\sbecome|est\sdevenue?|devient|deviennent|se\s(?:ha\s)?convir\w+\sen|se\sconvierten?\sen)\s"
    r"(?:(?:an?|the|un|une|le|la|el)\s)?(?:[\w-]+\s){0,2}(?:[Pp]art(?:y|ies)\sto|[Pp]artie\sà|[Pp]arte\s(?:en|de)l?)\s"
    r"(?:the\s|la\s|el\s|l['’]|both\s)?(?=[Cc]onven|[Pp]roto|[Cc]\.?\s?\d)"
    rf"|{_NTH}(?:to\s(?:have\s)?ratif(?:y|ied)|à\s(?:avoir\s)?ratifi(?:er|é)|(?:en|que)\s(?:haber\s)?ratific\w+)"
    # "Fiji and Uruguay were the first to ratify", "ont été les premiers à ratifier", "fueron los primeros en ratificar"
    r"|(?:was|were|(?:a|ont)\sété|fut|furent|est|sont|fue|fueron)\s(?:among\s|parmi\s)?(?:the|les?|la|los|las|el)\s"
    r"(?:first|second|third|last|premi[eè]re?s?|seconde?s?|derni[eè]re?s?|primer[oa]s?|segund[oa]s?|últim[oa]s?)\s"
    r"(?:to\s(?:have\s)?ratif(?:y|ied)|à\s(?:avoir\s)?ratifi(?:er|é)|en\s(?:haber\s)?ratific\w+)"
)
# "ratified by Mali and Benin", "ratifiée par le Mali", "instrument of ratification … was deposited by Fiji",
# "lo ratificaron Cuba y"
BY = re.compile(
    rf"\b(?:ratified|ratifiée?s?|ratificad[oa]s?|{_INSTRUMENTS}\s[^;]{{0,90}}?(?:deposited|handed\sover|lodged|submitted|presented|"
    r"déposés?|remis|présentés?|depositados?|entregados?|presentados?))\s(?:[^.;,]{0,30}\s)?(?:by|par|por)\s"
    r"(?:the\s|les?\s|la\s|l['’]|el\s|los\s)?$"
    r"|\b(?:lo|la|los|las|que)\s(?:ya\s)?(?:ratificó|ratificaron|ha\sratificado|han\sratificado)\s(?:el\s|la\s|los\s)?$",
    re.IGNORECASE,
)
# "the ratification by Ecuador", "la ratificación de Chile"
OF = re.compile(
    r"\b(?:ratification|ratificación)\s(?:(?:[^.;,]|\b(?:núms?|Nos?|nos?)\.){0,60}\s)?(?:by|par|por(?:\sparte\sde(?:l)?)?)\s(?:the\s|les?\s|la\s|l['’]|el\s)?$"
    r"|\b(?:ratification|ratificación)\s(?:du|des|de\sla|de\sl['’]|de|d['’]|del)\s?$",
    re.IGNORECASE,
)
# "Jamaica's ratification of"
OWN = re.compile(r"^['’]s?\s(?:\w+\s)?ratification\sof\b")
# "With the ratification of Convention No. 189, Argentina …", "En ratifiant la convention n° 190, le Togo …"
LED = re.compile(
    r"^(?:(?:[Ww]ith|[Ff]ollowing|[Aa]fter|[Tt]hrough|[Bb]y|[Aa]vec|[Aa]près|[Pp]ar|[Cc]on|[Tt]ras)\s(?:the\s|its\s|this\s|la\s|sa\s|cette\s|su\s|esta\s)?"
    r"(?:ratification|ratificación)\b|(?:[Bb]y|[Hh]aving)\sratif(?:ying|ied)\b|[Ee]n\sratifiant\b|[Aa]l\sratificar\b)[^;,]{0,110},\s"
    r"(?:the\s|les?\s|la\s|l['’]|el\s|los\s)?$"
)
# That what a noun names was done.
CUE = re.compile(
    r"(?i)\b(?:register\w*|record\w*|deposit\w*|announc\w*|celebrat\w*|welcom\w*|with|after|following|since|brings?|enregistr\w*|dépos\w*|"
    r"dépôt|salu\w*|avec|après|depuis|suite|registr\w*|depósit\w*|celebr\w*|felicit\w*|congratulat\w*|con|tras|desde|anunci\w*|acog\w*)\b"
)
PLEDGE = re.compile(
    r"\b(?:will|would|can|cannot|peut|peuvent|puede|pueden|shall|should|must|may|could|plans?|pledg\w+|commit\w*|intend\w*|promis\w+|calls?|called|urg\w+|consider\w*|"
    r"yet\sto|not|never|if|until|once|hopes?|aims?|expected|ready|soon|s['’]engage\w*|s['’]est\sengagée?|devrait|va|vont|n['’]a|pas|doit|no\s|"
    r"se\scomprometi\w+|deberá|promet\w*|étudi\w+|estudi\w+|appel\w*|demand\w*|asks?|pid\w+|insta\w*)\b"
)
# One of these stands in every such sentence.
WORTH = ("atif", "arty to", "arties to", "artie à", "arte en ", "arte de ", "arte del ")
