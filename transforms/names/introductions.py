"""What before a name shows that it is a person's: kin, an age, "by", a line of speakers or contacts, "a woman called"."""

from __future__ import annotations

import re

from transforms.names.role_heads import role_head

_BY = re.compile(
    r"(?:\b(?:by|By|Interview with|interview with|[Cc]ontact:?|message from|Message from|par|por|"
    r"[Ss]ous la direction de|[Éé]tude de|[Ee]studio de|[Ee]ntrevista a|"
    r"[Ee]ntretien avec|[Dd]irigirse a|[Cc]omunicarse con|[Cc]ontactar (?:a|con)|(?:pedirse|solicitarse|escribirse) a|"
    r"[Ss]['’]adresser à|[Cc]ontacter|(?:please|Please) (?:contact|call|write to)|met|Meet|(?:answer|reply|response) (?:of|from)|"
    r"réponse de|respuesta de|heard from|thanks to|Thank you,)\s)$"
)
# "Su hija, Danitza Romero,", "her cousin Ana Ruiz", "son homologue, Jean Aubin": akin to somebody named.
_KIN = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir|[Ss]u|[Ss]us|[Ss]a|[Ss]on|[Ll]eur|[Oo]ur|[Mm]y|[Nn]uestr[oa]|[Nn]otre|[Mm]i|[Mm]on|[Mm]a)\s(?:\w+\s){0,2}?(?:sister|brother|mother|father|daughter|son|"
    r"cousin|aunt|uncle|husband|wife|niece|nephew|grandmother|neighbour|colleague|friend|counterpart|boss|partner|"
    r"sœur|frère|mère|père|fille|fils|cousine?|tante|oncle|mari|femme|voisine?|collègue|amie?|homologue|patronne?|"
    r"hermana|hermano|madre|padre|hija|hijo|prima|primo|tía|tío|marido|esposa|esposo|vecina|vecino|colega|amiga|amigo|"
    r"par|homóloga|homólogo|abuela|compañera|compañero|socia|socio)(?:\s[a-zà-ÿ]+)?,?\s$"
)
# "For 29-year-old Meseret Tadesse", "Âgée de 43 ans, X", "Born in Mpika, X", "Née à Thiès, X"
_AGED = re.compile(
    r"(?:\b\d\d-year-old\s|\b(?:[Aa]ged\s\d\d|[ÂAâa]gée?\sde\s\d\d\sans|[Dd]e\s\d\d\saños|[Bb]orn\s(?:in|on)\s[^,.]{2,40}|"
    r"[Nn]ée?\s(?:à|en|au|le|dans)\s[^,.]{2,40}|[Nn]acid[oa]\s(?:en|el)\s[^,.]{2,40}|[Aa]t\s(?:age\s)?\d\d|[ÀA]\s\d\d\sans|"
    r"[Aa]\s(?:sus|los)\s\d\d\saños),\s)$"
)
# "the late Wangari Muta-Weiss"
_LATE = re.compile(r"\b(?:[Tt]he\slate|[Ff]eue?|[Ff]allecid[oa]|[Dd]ifunt[oa])\s$")
# "Speakers: A (UGTT), B", "Intervienen:"
_LISTED = re.compile(
    r"(?:Speakers?|Panell?ists?|Panelistas?|Intervenante?s?|Participante?s?|Intervienen|Ponentes?|Expositor[ae]s|Discussants?|"
    r"Keynote|Welcome|Opening|Closing|Modera|Moderan|Animation|Facilitators?|Resource [Pp]ersons?|Interviewee|Invitad[oa]s?|"
    r"Par|By|Por|[Cc]ontacts?(?:\s(?:presse|médias?|de\sprensa|person))?|[Cc]ontacto(?:\sde\sprensa)?|"
    r"(?:[Ff]urther|[Mm]ore)\s[Ii]nformation|[Rr]enseignements|Informations?|Informes|[Ii]nformación|[Ee]nquiries|[Ii]nquiries|"
    r"Inscriptions?|Inscripci(?:ón|ones)|Registration|RSVP)\s?:\s$"
)
# "a woman called Ana Paz", "une soudeuse nommée Inès Ba"; things have such names too: "the award, called Golden Thread"
_CALLED = re.compile(r"\s(?:named|called|appelée?|nommée?|llamad[oa])\s$")
_SOMEBODY = re.compile(
    r"\b(?:woman|man|girl|boy|widow|neighbour|friend|colleague|person|somebody|someone|femme|homme|fille|garçon|voisine?|amie?|"
    r"mujer|hombre|niñ[ao]|joven|señora|señor|vecin[oa]|alguien)\b[^.;:]{0,30}$"
)
# "The youngest, Dina Marsh, left", "La más joven, Nora Paz, dejó"
_OF_THEM = re.compile(
    r"\b(?:[Tt]he\s(?:youngest|eldest)|[Ll][ae]\splus\s(?:jeune|âgée?|ancienne)|[Ll]a\s(?:benjamine|cadette|doyenne)|[Ll]['’]aînée?|[Oo]ne\sof\sthem|[Ll]['’]une?\sd['’](?:elles|eux)|[Uu]n[oa]\sde\s(?:ellas|ellos)|"
    r"(?:[Ll]a|[Ee]l)\smás\s(?:joven|viej[oa]|veteran[oa]|ancian[oa]))(?:\s(?:of|d['’]|de)[\w’' -]{2,20})?,\s$"
)
# "Selon Ida Holm, de l'Institut de la mesure, …", "According to Ida Holm, “…”"
_SOURCE = re.compile(r"\b(?:[Ss]elon|[Dd]['’]après|[Ss]egún|[Aa]ccording\sto)\s$")
_SOURCE_BEHIND = re.compile(r"^(?:,\s(?:de|du|d['’]|of|from|del)\b|,?\s[«“\"])")
# "I thank Ida Holm for the loom", "Dear Ida Holm,"
_THANKED = re.compile(
    r"(?:\b(?:I|[Ww]e)\s(?:also\s|again\s)?thank|\b[Rr]emerci(?:e|ons)|\b[Aa]grade(?:zco|cemos)\sa|"
    r"\b(?:[Dd]ear|[Cc]h[eè]re?|[Qq]uerid[oa]|[Ee]stimad[oa]))\s$"
)
_THANKED_END = re.compile(r"^(?:[,.:!]|$|\s(?:for|pour|por|and|et|y)\b)")
_BY_END = re.compile(r"^(?:,|\s?$|\s(?:at|on|to|in|for|during|and|et|y)\b)")


def is_introduced(before: str, behind: str) -> bool:
    """Whether the words before a name lead to a person; `behind` are the words that follow it."""
    if any(cue.search(before) for cue in (_KIN, _LATE, _AGED, _LISTED)):
        return True
    if _BY.search(before) and _BY_END.match(behind):
        return True
    if _THANKED.search(before) and _THANKED_END.match(behind):
        return True
    if _SOURCE.search(before) and _SOURCE_BEHIND.match(behind):
        return True
    if _CALLED.search(before) and (_SOMEBODY.search(before) or role_head().search(before)):
        return True
    return behind.startswith(",") and bool(_OF_THEM.search(before))
